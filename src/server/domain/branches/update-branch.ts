import type { Transaction } from '@/server/db/prisma-client';
import type { Branch, BranchFields } from './branch';
import { branchPhones } from './branch-phones';
import type { BranchScope } from './create-branch';
import { lockBranch, readBranch } from './read-branch';

/**
 * Changes a branch; what is absent stays.
 * @param check sees the branch as it is before the change, locked, and may throw (If-Match).
 * @throws AppError RESOURCE_NOT_FOUND, VALIDATION_ERROR
 */
export async function updateBranch(
  tx: Transaction,
  scope: BranchScope,
  id: string,
  changes: Partial<BranchFields>,
  check: (branch: Branch) => void,
): Promise<Branch> {
  const { hospitalId } = scope.tenant;
  check(await lockBranch(tx, hospitalId, id));
  await tx.branch.update({
    where: { hospitalId_id: { hospitalId, id } },
    data: { ...changes, ...branchPhones(changes, scope.country), updatedAt: scope.now },
    select: { id: true },
  });
  return readBranch(tx, hospitalId, id);
}
