import type { Transaction } from '@/server/db/prisma-client';
import type { Tenant } from '@/server/db/tenant';
import { requireBranch } from '@/server/domain/branches/require-branch';
import { AppError, invalidField } from '@/server/kernel/app-error';

/**
 * The branch that a record shall have. A branch-locked key writes into its branch only.
 * @throws AppError RESOURCE_NOT_FOUND for a branch that the tenant cannot see; VALIDATION_ERROR for null under a lock.
 */
export async function resolveBranch(
  tx: Transaction,
  tenant: Tenant,
  wanted: string | null | undefined,
): Promise<string | null> {
  if (wanted === null && tenant.branchId !== null) throw invalidField('branch_id', 'This key is locked to a branch.');
  const branchId = wanted ?? tenant.branchId;
  if (branchId !== null) await requireBranch(tx, tenant.hospitalId, branchId);
  return branchId;
}

/**
 * A doctor for a patient, kept from being deleted until the transaction ends. To be asked before the patient's row is locked: a
 * deletion locks the doctor first. In two steps, as holdPatient.
 * @throws AppError RESOURCE_NOT_FOUND for a doctor that the tenant cannot see.
 */
export async function holdDoctor(tx: Transaction, hospitalId: string, id: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM doctors WHERE hospital_id = ${hospitalId}::uuid AND id = ${id}::uuid FOR KEY SHARE`;
  const doctor = await tx.doctor.findFirst({ where: { hospitalId, id, deletedAt: null }, select: { id: true } });
  if (!doctor) {
    throw new AppError('RESOURCE_NOT_FOUND', {
      message: 'Doctor not found.',
      details: [{ path: 'doctor_id', message: 'There is no such doctor.' }],
    });
  }
}
