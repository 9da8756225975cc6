import type { Transaction } from '@/server/db/prisma-client';
import { findActiveDoctor } from '@/server/domain/appointments/booking-place';
import type { BookingScope } from '@/server/domain/appointments/booking-scope';
import { publishAppointment } from '@/server/domain/appointments/publish-appointment';
import { readAppointment } from '@/server/domain/appointments/read-appointment';
import { unlessOverlapping } from '@/server/domain/appointments/savepoint';
import { AppError, invalidField } from '@/server/kernel/app-error';

/**
 * The doctor to whom everything goes.
 * @throws AppError VALIDATION_ERROR for the doctor who is deleted; RESOURCE_NOT_FOUND; CONFLICT for an inactive one.
 */
export async function requireSuccessor(
  tx: Transaction,
  scope: BookingScope,
  { doctorId, successorId }: { doctorId: string; successorId: string },
): Promise<void> {
  if (successorId === doctorId) throw invalidField('reassign_to', 'Must be another doctor.');
  await findActiveDoctor(tx, scope, successorId);
}

/**
 * Gives appointments to another doctor at the times that they have, each with its event. Working hours are not asked for, since
 * the patients have been promised these times; the constraint against double booking is.
 * @param ids locked, as both doctors are.
 * @throws AppError CONFLICT if the other doctor is taken at one of the times.
 */
export async function handOverAppointments(
  tx: Transaction,
  scope: BookingScope,
  ids: readonly string[],
  successorId: string,
): Promise<void> {
  const { hospitalId, now } = scope;
  const moved = await unlessOverlapping(tx, () =>
    tx.appointment.updateMany({
      where: { hospitalId, id: { in: [...ids] } },
      data: { doctorId: successorId, updatedAt: now },
    }),
  );
  if (!moved) {
    const message = 'The other doctor is taken at the time of one of the appointments.';
    throw new AppError('CONFLICT', { message, details: [{ path: 'reassign_to', message }] });
  }
  for (const id of ids) {
    await publishAppointment(tx, hospitalId, 'appointment.updated', await readAppointment(tx, scope, id));
  }
}
