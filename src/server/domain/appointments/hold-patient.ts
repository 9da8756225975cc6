import type { Transaction } from '@/server/db/prisma-client';
import { notFound } from '@/server/kernel/app-error';

/**
 * Keeps a patient from being deleted until the transaction ends: a foreign key alone does not see that a record is deleted. To be
 * taken after the doctor's lock, as the insert would. Changes of the record go on meanwhile: only a deletion locks the key too.
 *
 * Asked in two steps, since the lock, once had, gives the row as it was before the wait.
 * @throws AppError RESOURCE_NOT_FOUND for one that was deleted meanwhile.
 */
export async function holdPatient(tx: Transaction, hospitalId: string, id: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM patients WHERE hospital_id = ${hospitalId}::uuid AND id = ${id}::uuid FOR KEY SHARE`;
  const patient = await tx.patient.findFirst({ where: { hospitalId, id, deletedAt: null }, select: { id: true } });
  if (!patient) throw notFound('Patient');
}
