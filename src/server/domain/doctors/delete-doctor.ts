import type { Transaction } from '@/server/db/prisma-client';
import type { Tenant } from '@/server/db/tenant';
import { requireNotBoundElsewhere } from '@/server/domain/access/bound-elsewhere';
import { cancelAppointments, lockActiveAppointments } from '@/server/domain/appointments/active-appointments';
import type { BookingScope } from '@/server/domain/appointments/booking-scope';
import { lockDoctors } from '@/server/domain/appointments/lock-doctors';
import { deleteLogins } from '@/server/domain/auth/delete-logins';
import { AppError } from '@/server/kernel/app-error';
import { handOverAppointments, requireSuccessor } from './hand-over';
import { lockDoctor } from './read-doctor';

/** What becomes of what is still booked with the doctor; `reassignTo` comes before `force`. */
export type DoctorDeletionOptions = {
  /** Cancels it. */
  force: boolean;
  /** Gives it, and the assigned patients, to this doctor. */
  reassignTo: string | null;
};

/** What went with a doctor who was deleted: ids of appointments, numbers of patients and logins. */
export type DoctorDeletion = { moved: string[]; cancelled: string[]; patients: number; logins: number };

/**
 * Deletes a doctor (contract section 7): the record is on no surface any more, its hours and logins end, its licence is free.
 * Appointments that are over stay with it as history. Nothing of it is done if one appointment cannot be moved.
 * @throws AppError RESOURCE_NOT_FOUND for the doctor or the successor; FORBIDDEN for a doctor of no branch behind a branch lock;
 *   CANNOT_DELETE with appointments that are still booked and no option, and where some are beyond the caller's branch lock;
 *   CONFLICT if the successor is inactive or taken; VALIDATION_ERROR for oneself as successor.
 */
export async function deleteDoctor(
  tx: Transaction,
  tenant: Tenant,
  scope: BookingScope,
  id: string,
  { force, reassignTo }: DoctorDeletionOptions,
): Promise<DoctorDeletion> {
  const { hospitalId, now } = scope;
  await lockDoctors(tx, hospitalId, reassignTo === null ? [id] : [id, reassignTo]);
  await lockDoctor(tx, tenant, id);
  if (reassignTo !== null) await requireSuccessor(tx, scope, { doctorId: id, successorId: reassignTo });
  await requireNotBoundElsewhere(tx, { doctorId: id });
  const booked = await lockActiveAppointments(tx, hospitalId, { doctorId: id });
  if (booked.length > 0 && reassignTo === null && !force) {
    throw new AppError('CANNOT_DELETE', { message: 'The doctor has appointments that are still booked.' });
  }
  if (reassignTo === null) await cancelAppointments(tx, scope, booked);
  else await handOverAppointments(tx, scope, booked, reassignTo);
  const { count: patients } = await tx.patient.updateMany({
    where: { hospitalId, doctorId: id, deletedAt: null },
    data: { doctorId: reassignTo, updatedAt: now },
  });
  await tx.availabilityWindow.deleteMany({ where: { hospitalId, doctorId: id } });
  await tx.availabilityOverride.deleteMany({ where: { hospitalId, doctorId: id } });
  const logins = await deleteLogins(tx, hospitalId, { doctorId: id }, now);
  await tx.doctor.update({
    where: { hospitalId_id: { hospitalId, id } },
    data: { deletedAt: now, updatedAt: now },
    select: { id: true },
  });
  return { moved: reassignTo === null ? [] : booked, cancelled: reassignTo === null ? booked : [], patients, logins };
}
