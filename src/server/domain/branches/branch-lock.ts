import type { Tenant } from '@/server/db/tenant';
import { AppError } from '@/server/kernel/app-error';

/**
 * Rows without a branch are readable, not writable, to a key that is locked to one (contract section 1, rule 5). The database
 * would not change them either, and not say so.
 * @throws AppError FORBIDDEN for a row that is seen but is not of the lock's branch.
 */
export function requireWritable(tenant: Tenant, row: { branchId: string | null }): void {
  if (tenant.branchId === null || row.branchId === tenant.branchId) return;
  throw new AppError('FORBIDDEN', {
    message: 'This API key is locked to a branch, and this belongs to no branch: it may be read, not changed.',
    auditCause: 'branch_lock',
  });
}

/** @throws AppError FORBIDDEN for a key that is locked to a branch. */
export function requireWholeHospital(tenant: Tenant): void {
  if (tenant.branchId === null) return;
  throw new AppError('FORBIDDEN', { message: 'This API key is locked to a branch.', auditCause: 'branch_lock' });
}
