import type { Transaction } from '@/server/db/prisma-client';
import { AppError } from '@/server/kernel/app-error';
import type { Appointment } from './appointment';
import type { BookingScope } from './booking-scope';
import { publishAppointment } from './publish-appointment';
import { lockAppointment } from './read-appointment';
import { type AppointmentStatus, canTransition } from './status';

export type StatusChange = {
  /** Null: one to which nothing changes, such as External's BOOKED. */
  status: AppointmentStatus | null;
  /** Why; null where nobody said so, also if the change before had a reason. */
  reason: string | null;
};

/**
 * Changes the status by the one table of all surfaces (TRANSITIONS), and tells `appointment.updated`.
 * @param check sees the appointment as it is before the change, locked, and may throw (If-Match).
 * @throws AppError RESOURCE_NOT_FOUND; FORBIDDEN behind a branch lock for one without a branch; INVALID_STATUS_TRANSITION, for
 *   the status that it has already too.
 */
export async function changeStatus(
  tx: Transaction,
  scope: BookingScope,
  id: string,
  { status, reason }: StatusChange,
  check: (appointment: Appointment) => void,
): Promise<Appointment> {
  const { hospitalId, now } = scope;
  const current = await lockAppointment(tx, scope, id);
  check(current);
  requireTransition(current.status, status);
  await tx.appointment.update({
    where: { hospitalId_id: { hospitalId, id } },
    data: { status, statusReason: reason, updatedAt: now },
    select: { id: true },
  });
  const changed: Appointment = { ...current, status, statusReason: reason, updatedAt: now };
  await publishAppointment(tx, hospitalId, 'appointment.updated', changed);
  return changed;
}

/** @throws AppError INVALID_STATUS_TRANSITION unless the table of all surfaces lets it. */
export function requireTransition(from: AppointmentStatus, to: AppointmentStatus | null): asserts to is AppointmentStatus {
  if (to === null || !canTransition(from, to)) throw new AppError('INVALID_STATUS_TRANSITION');
}
