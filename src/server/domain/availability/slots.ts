import { localDate } from '@/server/kernel/zoned-time';
import { type Availability, windowsOn } from './availability';
import { addDays, dayClock, reached } from './local-time';

/** From the first instant up to, not including, the second. */
export type Range = { startsAt: Date; endsAt: Date };

export type SlotStatus = 'AVAILABLE' | 'BOOKED' | 'PAST';

export type Slot = Range & { status: SlotStatus };

export function overlaps(a: Range, b: Range): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}

/** The range that begins at an instant and lasts so many minutes of real time. */
export function rangeFrom(startsAt: Date, minutes: number): Range {
  return { startsAt, endsAt: new Date(startsAt.getTime() + minutes * 60_000) };
}

/**
 * The slots of one date in the doctor's zone, in order. Pure.
 *
 * Slots follow the clock on the wall: each window is cut from its beginning, and what is left at its end is no slot. Every
 * slot lasts `slotDurationMinutes` of real time. On a day with a change of the clocks: a slot whose beginning is skipped does
 * not exist; one that comes twice exists once, the first time; one that would run into its predecessor or past the end of
 * its window does not exist.
 *
 * Guarantees: slots never overlap, and isWithinAvailability holds for each.
 * @param date `YYYY-MM-DD`.
 * @param busy ranges that are taken, in any order; those of other dates do no harm.
 * @param now a slot that began before is PAST, booked or not.
 */
export function daySlots(date: string, availability: Availability, busy: readonly Range[], now: Date): Slot[] {
  const windows = windowsOn(date, availability);
  if (windows.length === 0) return [];
  const at = dayClock(date, availability.timezone);
  const length = availability.slotDurationMinutes * 60;
  const ranges: Range[] = [];
  let previousEnd = Number.NEGATIVE_INFINITY;
  for (const window of windows) {
    const windowEnd = reached(at(window.endSecond)).getTime();
    for (let second = window.startSecond; second + length <= window.endSecond; second += length) {
      const start = at(second);
      if (start.kind === 'gap' || start.instant.getTime() < previousEnd) continue;
      const range = rangeFrom(start.instant, availability.slotDurationMinutes);
      if (range.endsAt.getTime() > windowEnd) continue;
      previousEnd = range.endsAt.getTime();
      ranges.push(range);
    }
  }
  return withStatus(ranges, busy, now);
}

/** In one pass over both, since a search over two months asks for some sixty days, all of which may be full. */
function withStatus(ranges: readonly Range[], busy: readonly Range[], now: Date): Slot[] {
  const first = ranges[0];
  const last = ranges.at(-1);
  if (!first || !last) return [];
  const [from, until] = [first.startsAt.getTime(), last.endsAt.getTime()];
  const taken = busy
    .filter((range) => range.startsAt.getTime() < until && from < range.endsAt.getTime())
    .map((range) => [range.startsAt.getTime(), range.endsAt.getTime()] as const)
    .sort((a, b) => a[0] - b[0]);
  let next = 0;
  let takenUntil = Number.NEGATIVE_INFINITY;
  return ranges.map((range) => {
    // All that begin before this slot ends; it is taken if one of them has not ended when it begins.
    for (let other = taken[next]; other && other[0] < range.endsAt.getTime(); other = taken[++next]) {
      takenUntil = Math.max(takenUntil, other[1]);
    }
    const status = range.startsAt < now ? 'PAST' : takenUntil > range.startsAt.getTime() ? 'BOOKED' : 'AVAILABLE';
    return { ...range, status };
  });
}

/**
 * Does the doctor work during the whole range? It need not begin where a slot begins, and may cross from one window into
 * another that follows without a pause, midnight included. Pure.
 * @param availability with the overrides of the range's dates, the one before and the one after.
 */
export function isWithinAvailability(startsAt: Date, endsAt: Date, availability: Availability): boolean {
  const { timezone } = availability;
  const dates: string[] = [];
  // One day to each side: where clocks fall back over midnight, the evening comes again after the next date has begun.
  const last = addDays(localDate(endsAt, timezone), 1);
  for (let date = addDays(localDate(startsAt, timezone), -1); date <= last; date = addDays(date, 1)) dates.push(date);
  const open = dates
    .flatMap((date) => openRanges(date, availability))
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  let reachedEnd = startsAt;
  for (const range of open) {
    if (range.startsAt <= reachedEnd && range.endsAt > reachedEnd) reachedEnd = range.endsAt;
  }
  return reachedEnd >= endsAt;
}

function openRanges(date: string, availability: Availability): Range[] {
  const windows = windowsOn(date, availability);
  if (windows.length === 0) return [];
  const at = dayClock(date, availability.timezone);
  return windows.map((window) => ({ startsAt: reached(at(window.startSecond)), endsAt: reached(at(window.endSecond)) }));
}
