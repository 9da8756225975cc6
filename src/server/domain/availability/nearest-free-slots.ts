import type { Transaction } from '@/server/db/prisma-client';
import { localDate } from '@/server/kernel/zoned-time';
import { type BookableDoctor, hasAvailability, loadAvailability } from './load-availability';
import { loadBusy } from './load-busy';
import { addDays, localToInstant, reached } from './local-time';
import { nearestInCalendar } from './nearest-in-calendar';
import type { Range } from './slots';

/** How far to each side of the wanted start. */
export const SEARCH_DAYS = 30;

export type NearestRequest = {
  doctor: BookableDoctor;
  /** The start that could not be had. */
  wanted: Date;
  durationMinutes: number;
  /** Nothing before `now` or after `latest` is offered. */
  now: Date;
  latest: Date;
  count: number;
  ignoreAppointmentId?: string | null;
};

/**
 * The free slots nearest to the wanted start, nearest first, the earlier of two equally near ones first (contract section 4,
 * SLOT_TAKEN). Fewer than `count` where there are no more within 30 days to each side; `[]` where the doctor has no
 * availability. Three queries.
 *
 * Guarantees: each can be booked with the requested duration as long as nobody else does it, and all of them together, since
 * they do not overlap each other.
 */
export async function nearestFreeSlots(tx: Transaction, hospitalId: string, request: NearestRequest): Promise<Range[]> {
  const { doctor, wanted, now } = request;
  const { timezone } = doctor;
  const middle = localDate(wanted, timezone);
  const from = laterDate(localDate(now, timezone), addDays(middle, -SEARCH_DAYS));
  const until = addDays(middle, SEARCH_DAYS);
  // One date more to each side: a longer appointment may run over midnight.
  const dates = { from: addDays(from, -1), until: addDays(until, 2) };
  const availability = await loadAvailability(tx, hospitalId, doctor, dates);
  if (!(await hasAvailability(tx, hospitalId, doctor.id, availability))) return [];
  const span: Range = {
    startsAt: reached(localToInstant(dates.from, 0, timezone)),
    endsAt: reached(localToInstant(dates.until, 0, timezone)),
  };
  const busy = await loadBusy(tx, doctor.id, span, request.ignoreAppointmentId);
  return nearestInCalendar({ ...request, availability, busy, dates: { from, until } });
}

/** ISO dates compare as text. */
function laterDate(a: string, b: string): string {
  if (a > b) return a;
  return b;
}
