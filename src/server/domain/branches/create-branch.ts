import type { Transaction } from '@/server/db/prisma-client';
import type { Tenant } from '@/server/db/tenant';
import { newId } from '@/server/kernel/new-id';
import type { Branch, BranchFields } from './branch';
import { requireWholeHospital } from './branch-lock';
import { branchPhones } from './branch-phones';
import { readBranch } from './read-branch';

/** Whose hospital it is, for phones as they are dialled there. */
export type BranchScope = { tenant: Tenant; country: string; now: Date };

/**
 * Adds a branch to the hospital.
 * @throws AppError FORBIDDEN for a key that is locked to a branch: it could not see what it made; VALIDATION_ERROR for a phone.
 */
export async function createBranch(tx: Transaction, scope: BranchScope, fields: BranchFields): Promise<Branch> {
  const { hospitalId } = scope.tenant;
  requireWholeHospital(scope.tenant);
  const id = newId();
  await tx.branch.create({
    data: { ...fields, ...branchPhones(fields, scope.country), hospitalId, id, createdAt: scope.now, updatedAt: scope.now },
    select: { id: true },
  });
  return readBranch(tx, hospitalId, id);
}
