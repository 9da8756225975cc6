import type { Transaction } from '@/server/db/prisma-client';
import { AppError } from '@/server/kernel/app-error';
import type { Appointment } from './appointment';
import type { BookingScope } from './booking-scope';
import { requireTransition } from './change-status';
import { holdPatient } from './hold-patient';
import { lockDoctors } from './lock-doctors';
import { type Move, moveAppointment } from './move-appointment';
import { requirePatientCancels } from './patient-cancels';
import { publishAppointment } from './publish-appointment';
import { lockAppointment, readAppointment } from './read-appointment';
import { type AppointmentStatus, toExternalStatus } from './status';

/** What may be changed; absent stays, null clears. `start`: an instant, or what changes of date and time. */
export type AppointmentChanges = Move & {
  /** Of whom it is, while it is booked. */
  patientId?: string;
  status?: AppointmentStatus;
  type?: string;
  reason?: string | null;
  notes?: string | null;
};

/** `mayRepeatStatus`: the status that it has already is no change instead of a refusal, so that the same PUT may be sent again. */
export type UpdateOptions = { mayRepeatStatus?: boolean };

/**
 * Changes an appointment, moves it if date, time, doctor or length are given, and tells `appointment.updated`. It keeps its
 * branch.
 * @param check sees the appointment as it is before the change, locked, and may throw (If-Match).
 * @throws AppError RESOURCE_NOT_FOUND; FORBIDDEN behind a branch lock for one without a branch, and for what a patient may not;
 *   INVALID_STATUS_TRANSITION; CONFLICT where it is no longer booked, for another time, doctor, length or patient;
 *   VALIDATION_ERROR, OUTSIDE_AVAILABILITY and SLOT_TAKEN as bookAppointment.
 */
export async function updateAppointment(
  tx: Transaction,
  scope: BookingScope,
  id: string,
  changes: AppointmentChanges,
  check: (appointment: Appointment) => void,
  options: UpdateOptions = {},
): Promise<Appointment> {
  const { hospitalId, now } = scope;
  const { start, doctorId, durationMinutes, patientId, status: wanted, ...plain } = changes;
  const move: Move = {
    ...(start !== undefined && { start }),
    ...(doctorId !== undefined && { doctorId }),
    ...(durationMinutes !== undefined && { durationMinutes }),
  };
  const moves = Object.keys(move).length > 0;
  const current = moves ? await lockForMove(tx, scope, id, move) : await lockAppointment(tx, scope, id);
  check(current);
  if (Object.keys(changes).length === 0) return current;
  const status = options.mayRepeatStatus && wanted === current.status ? undefined : wanted;
  requirePatientCancels(scope, current, status);
  if (status !== undefined) requireTransition(current.status, status);
  if (patientId !== undefined) await requireGivable(tx, hospitalId, current, patientId);
  if (moves) await moveAppointment(tx, scope, current, move);
  await tx.appointment.update({
    where: { hospitalId_id: { hospitalId, id } },
    data: { ...plain, ...(patientId && { patientId }), ...(status && { status, statusReason: null }), updatedAt: now },
    select: { id: true },
  });
  const changed = await readAppointment(tx, scope, id);
  await publishAppointment(tx, hospitalId, 'appointment.updated', changed);
  return changed;
}

/**
 * Locks both doctors, then the row: as whoever books does, so that nobody waits for each other. The doctor is read before, so
 * another move may have come between.
 */
async function lockForMove(tx: Transaction, scope: BookingScope, id: string, move: Move): Promise<Appointment> {
  const { doctorId } = await readAppointment(tx, scope, id);
  await lockDoctors(tx, scope.hospitalId, [doctorId, move.doctorId ?? doctorId]);
  const locked = await lockAppointment(tx, scope, id);
  if (locked.doctorId !== doctorId) {
    throw new AppError('CONFLICT', { message: 'The appointment was given to another doctor at this moment.' });
  }
  return locked;
}

/** May it become another patient's? */
async function requireGivable(tx: Transaction, hospitalId: string, current: Appointment, id: string): Promise<void> {
  if (id === current.patientId) return;
  await holdPatient(tx, hospitalId, id);
  if (toExternalStatus(current.status) === 'BOOKED') return;
  throw new AppError('CONFLICT', { message: 'Only an appointment that is still booked can be given to another patient.' });
}
