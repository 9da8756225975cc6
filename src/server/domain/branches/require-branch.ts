import type { Transaction } from '@/server/db/prisma-client';
import { AppError } from '@/server/kernel/app-error';

/**
 * The branch, if this tenant has it and may see it.
 * @throws AppError RESOURCE_NOT_FOUND naming the field, for another hospital's branch too.
 */
export async function requireBranch(
  tx: Transaction,
  hospitalId: string,
  id: string,
): Promise<{ id: string; timezone: string | null }> {
  const branch = await tx.branch.findFirst({ where: { hospitalId, id }, select: { id: true, timezone: true } });
  if (!branch) {
    throw new AppError('RESOURCE_NOT_FOUND', {
      message: 'Branch not found.',
      details: [{ path: 'branch_id', message: 'There is no such branch.' }],
    });
  }
  return branch;
}
