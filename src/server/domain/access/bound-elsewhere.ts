import type { Transaction } from '@/server/db/prisma-client';
import { AppError } from '@/server/kernel/app-error';

/**
 * Behind a branch lock a doctor or a patient may have appointments, and a doctor patients, that the key cannot change: then it
 * cannot delete the record either, since they would be left with nobody.
 * @throws AppError CANNOT_DELETE
 */
export async function requireNotBoundElsewhere(
  tx: Transaction,
  { doctorId = null, patientId = null }: { doctorId?: string | null; patientId?: string | null },
): Promise<void> {
  const [row] = await tx.$queryRaw<{ bound: boolean }[]>`
    SELECT bound_elsewhere(${doctorId}::uuid, ${patientId}::uuid) AS bound`;
  if (!row?.bound) return;
  throw new AppError('CANNOT_DELETE', {
    message: 'It has appointments or patients outside of the branch to which this API key is locked.',
    auditCause: 'branch_lock',
  });
}
