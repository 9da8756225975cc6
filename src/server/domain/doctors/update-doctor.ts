import type { Transaction } from '@/server/db/prisma-client';
import { lockDoctors } from '@/server/domain/appointments/lock-doctors';
import { resolveBranch } from '@/server/domain/patients/patient-links';
import type { DoctorScope } from './create-doctor';
import type { Doctor, DoctorFields } from './doctor';
import { doctorColumns } from './doctor-columns';
import { requireFreeLicense, unlessLicenseTaken } from './license';
import { lockDoctor, readDoctor } from './read-doctor';

/**
 * Changes a doctor; what is absent stays, null clears. A login of the doctor keeps its e-mail and password.
 * @param check sees the doctor as it is before the change, locked, and may throw (If-Match).
 * @throws AppError RESOURCE_NOT_FOUND; FORBIDDEN for a doctor of no branch behind a branch lock; DUPLICATE_RESOURCE for a
 *   licence that another one has; VALIDATION_ERROR.
 */
export async function updateDoctor(
  tx: Transaction,
  scope: Omit<DoctorScope, 'keyId'>,
  id: string,
  changes: Partial<DoctorFields>,
  check: (doctor: Doctor) => void,
): Promise<Doctor> {
  const { tenant } = scope;
  const { hospitalId } = tenant;
  // Who is INACTIVE is not booked: a booking under way is finished before, or finds it so.
  if (changes.status !== undefined) await lockDoctors(tx, hospitalId, [id]);
  check(await lockDoctor(tx, tenant, id));
  const columns = doctorColumns(changes, scope.country);
  if (changes.branchId !== undefined) await resolveBranch(tx, tenant, changes.branchId);
  if (changes.licenseNumber) {
    await requireFreeLicense(tx, { hospitalId, mayRead: scope.mayRead }, changes.licenseNumber, id);
  }
  await unlessLicenseTaken(() =>
    tx.doctor.update({
      where: { hospitalId_id: { hospitalId, id } },
      data: { ...columns, updatedAt: scope.now },
      select: { id: true },
    }),
  );
  return readDoctor(tx, hospitalId, id);
}
