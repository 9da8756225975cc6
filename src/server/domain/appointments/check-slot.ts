import type { Transaction } from '@/server/db/prisma-client';
import { hasAvailability, loadAvailability } from '@/server/domain/availability/load-availability';
import { loadBusy } from '@/server/domain/availability/load-busy';
import { addDays } from '@/server/domain/availability/local-time';
import { isWithinAvailability, type Range } from '@/server/domain/availability/slots';
import { AppError } from '@/server/kernel/app-error';
import { localDate } from '@/server/kernel/zoned-time';
import type { SlotPlace } from './booking-place';
import type { BookingScope } from './booking-scope';
import { slotTaken } from './slot-taken';

export type SlotQuestion = {
  place: SlotPlace;
  range: Range;
  /** The surface's name of the start, for the refusal. */
  timePath: string;
  /** The appointment that is being moved, if one is. */
  ignoreAppointmentId?: string | null;
};

/**
 * May the doctor be booked for this time?
 * @throws AppError SLOT_TAKEN with alternatives; OUTSIDE_AVAILABILITY where the doctor has any availability and does not work
 *   then.
 */
export async function checkSlot(tx: Transaction, scope: BookingScope, question: SlotQuestion): Promise<void> {
  await checkFree(tx, scope, question);
  await checkHours(tx, scope, question);
}

/**
 * Has nobody booked the doctor for this time? What it finds holds until the end of the transaction only under lockDoctors; the
 * database's constraint has the last word.
 */
export async function checkFree(tx: Transaction, scope: BookingScope, question: SlotQuestion): Promise<void> {
  const { place, range, ignoreAppointmentId = null } = question;
  const busy = await loadBusy(tx, place.doctor.id, range, ignoreAppointmentId);
  if (busy.length > 0) throw await slotTaken(tx, scope, place, range, ignoreAppointmentId);
}

async function checkHours(tx: Transaction, scope: BookingScope, question: SlotQuestion): Promise<void> {
  const { place, range, timePath } = question;
  const { doctor } = place;
  const dates = {
    from: addDays(localDate(range.startsAt, doctor.timezone), -1),
    until: addDays(localDate(range.endsAt, doctor.timezone), 1),
  };
  const availability = await loadAvailability(tx, scope.hospitalId, doctor, dates);
  if (isWithinAvailability(range.startsAt, range.endsAt, availability)) return;
  if (await hasAvailability(tx, scope.hospitalId, doctor.id, availability)) {
    throw new AppError('OUTSIDE_AVAILABILITY', {
      details: [{ path: timePath, message: 'The doctor does not work at this time.' }],
    });
  }
}
