import type { Transaction } from '@/server/db/prisma-client';
import { requireNotBoundElsewhere } from '@/server/domain/access/bound-elsewhere';
import type { RecordScope } from '@/server/domain/access/record-scope';
import { cancelAppointments, lockActiveAppointments } from '@/server/domain/appointments/active-appointments';
import type { BookingScope } from '@/server/domain/appointments/booking-scope';
import { deleteLogins } from '@/server/domain/auth/delete-logins';
import { AppError } from '@/server/kernel/app-error';
import { readPatient } from './read-patient';

/** What went with a record that was deleted: ids of appointments, and how many logins. */
export type PatientDeletion = { cancelled: string[]; logins: number };

/**
 * Deletes a patient (contract section 7): the record is on no surface any more, and its logins end. Appointments that are over
 * stay as the history of the doctor.
 * @param force cancels what is still booked, each with its event; without it that is a reason not to delete.
 * @throws AppError RESOURCE_NOT_FOUND; CANNOT_DELETE with appointments that are still booked, and where some are beyond the
 *   caller's branch lock.
 */
export async function deletePatient(
  tx: Transaction,
  scope: BookingScope & { today: string; reach: RecordScope },
  id: string,
  force: boolean,
): Promise<PatientDeletion> {
  const { today, reach, ...booking } = scope;
  const { hospitalId, now } = booking;
  // First, and with its key: whoever books for the patient waits for it (holdPatient), so that none is added behind the count.
  await tx.$queryRaw`SELECT 1 FROM patients WHERE hospital_id = ${hospitalId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  await readPatient(tx, hospitalId, id, today, reach);
  await requireNotBoundElsewhere(tx, { patientId: id });
  const cancelled = await lockActiveAppointments(tx, hospitalId, { patientId: id });
  if (cancelled.length > 0 && !force) {
    throw new AppError('CANNOT_DELETE', { message: 'The patient has appointments that are still booked.' });
  }
  await cancelAppointments(tx, booking, cancelled);
  const logins = await deleteLogins(tx, hospitalId, { patientId: id }, now);
  await tx.patient.update({
    where: { hospitalId_id: { hospitalId, id } },
    data: { deletedAt: now, updatedAt: now },
    select: { id: true },
  });
  return { cancelled, logins };
}
