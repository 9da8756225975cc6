import type { Transaction } from '@/server/db/prisma-client';
import { type BookableDoctor, loadBookableDoctor } from '@/server/domain/availability/load-availability';
import { requireBranch } from '@/server/domain/branches/require-branch';
import { AppError, notFound } from '@/server/kernel/app-error';
import type { BookingScope } from './booking-scope';

export type BookingPlace = {
  doctor: BookableDoctor;
  patient: { id: string; name: string; branchId: string | null };
  /** The appointment's branch: the given one, else the doctor's, else the patient's. */
  branchId: string | null;
  /** That branch's zone, else the hospital's. */
  timezone: string;
};

/**
 * Who meets where. Also for a caller that must know the zone before it can tell the instant of a local date and time.
 *
 * Under a branch lock the place is always the lock's branch: a row without it could not be written.
 * @throws AppError RESOURCE_NOT_FOUND for a doctor, patient or branch that is not the tenant's to see; CONFLICT for a doctor
 *   who is INACTIVE.
 */
export async function findBookingPlace(
  tx: Transaction,
  scope: BookingScope,
  ids: { patientId: string; doctorId: string; branchId?: string | null | undefined },
): Promise<BookingPlace> {
  const { hospitalId } = scope;
  const doctor = await loadBookableDoctor(tx, scope, ids.doctorId);
  if (doctor.status !== 'ACTIVE') throw new AppError('CONFLICT', { message: 'The doctor is not active.' });
  // Asked for by name: a foreign key does not see row-level security, so it would accept another branch's patient.
  const patient = await tx.patient.findFirst({
    where: { hospitalId, id: ids.patientId, deletedAt: null },
    select: { id: true, name: true, branchId: true },
  });
  if (!patient) throw notFound('Patient');
  const branchId = ids.branchId ?? scope.branchId ?? doctor.branchId ?? patient.branchId;
  if (branchId === null) return { doctor, patient, branchId, timezone: scope.hospitalTimezone };
  // Of another branch than the lock's, row-level security finds none.
  const branch = await requireBranch(tx, hospitalId, branchId);
  return { doctor, patient, branchId, timezone: branch.timezone ?? scope.hospitalTimezone };
}
