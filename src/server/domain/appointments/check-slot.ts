import type { Transaction } from '@/server/db/prisma-client';
import { hasAvailability, loadAvailability } from '@/server/domain/availability/load-availability';
import { loadBusy } from '@/server/domain/availability/load-busy';
import { addDays } from '@/server/domain/availability/local-time';
import { isWithinAvailability, type Range } from '@/server/domain/availability/slots';
import { AppError } from '@/server/kernel/app-error';
import { localDate } from '@/server/kernel/zoned-time';
import type { BookingPlace } from './booking-place';
import type { BookingScope } from './booking-scope';
import { slotTaken } from './slot-taken';

export type SlotQuestion = {
  place: BookingPlace;
  range: Range;
  /** The surface's name of the start, for the refusal. */
  timePath: string;
  /** The appointment that is being moved, if one is. */
  ignoreAppointmentId?: string | null;
};

/**
 * May the doctor be booked for this time, as far as the tenant can see? To be asked under lockDoctors; the database's
 * constraint has the last word.
 * @throws AppError OUTSIDE_AVAILABILITY where the doctor has any availability and does not work then; SLOT_TAKEN with
 *   alternatives.
 */
export async function checkSlot(tx: Transaction, scope: BookingScope, question: SlotQuestion): Promise<void> {
  const { place, range, timePath, ignoreAppointmentId = null } = question;
  const { doctor } = place;
  const dates = {
    from: addDays(localDate(range.startsAt, doctor.timezone), -1),
    until: addDays(localDate(range.endsAt, doctor.timezone), 1),
  };
  const availability = await loadAvailability(tx, scope.hospitalId, doctor, dates);
  if (
    !isWithinAvailability(range.startsAt, range.endsAt, availability) &&
    (await hasAvailability(tx, scope.hospitalId, doctor.id, availability))
  ) {
    throw new AppError('OUTSIDE_AVAILABILITY', {
      details: [{ path: timePath, message: 'The doctor does not work at this time.' }],
    });
  }
  const busy = await loadBusy(tx, scope.hospitalId, doctor.id, range, ignoreAppointmentId);
  if (busy.length > 0) throw await slotTaken(tx, scope, place, range, ignoreAppointmentId);
}
