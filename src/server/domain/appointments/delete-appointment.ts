import type { Transaction } from '@/server/db/prisma-client';
import { AppError } from '@/server/kernel/app-error';
import type { Appointment } from './appointment';
import type { BookingScope } from './booking-scope';
import { publishAppointment } from './publish-appointment';
import { lockAppointment } from './read-appointment';
import { toExternalStatus } from './status';

/**
 * Deletes an appointment (contract section 7): it is on no surface any more and its time is free; its row and what the audit log
 * says of it stay. Of one that was still booked subscribers are told that it is cancelled, which is what it means to them: there
 * is no event of a deletion, and one that says BOOKED would leave it in their calendars.
 * @returns the appointment as it was.
 * @throws AppError RESOURCE_NOT_FOUND; FORBIDDEN behind a branch lock for one without a branch; CANNOT_DELETE while it is in
 *   progress; DELETION_NOT_ALLOWED for a completed one, which is part of what was done for the patient.
 */
export async function deleteAppointment(tx: Transaction, scope: BookingScope, id: string): Promise<Appointment> {
  const { hospitalId, now } = scope;
  const current = await lockAppointment(tx, scope, id);
  if (current.status === 'in_progress') throw new AppError('CANNOT_DELETE');
  if (current.status === 'completed') throw new AppError('DELETION_NOT_ALLOWED');
  const status = toExternalStatus(current.status) === 'BOOKED' ? 'cancelled' : current.status;
  await tx.appointment.update({
    where: { hospitalId_id: { hospitalId, id } },
    data: { status, deletedAt: now, updatedAt: now },
    select: { id: true },
  });
  await publishAppointment(tx, hospitalId, 'appointment.updated', { ...current, status, updatedAt: now });
  return current;
}
