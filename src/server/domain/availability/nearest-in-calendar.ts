import { localDate } from '@/server/kernel/zoned-time';
import type { Availability } from './availability';
import type { DateSpan } from './load-availability';
import { addDays, localToInstant, reached } from './local-time';
import { daySlots, isWithinAvailability, overlaps, type Range, rangeFrom } from './slots';

export type CalendarSearch = {
  availability: Availability;
  busy: readonly Range[];
  /** Dates to search; their neighbours' overrides and bookings must be there too. */
  dates: DateSpan;
  wanted: Date;
  durationMinutes: number;
  now: Date;
  latest: Date;
  count: number;
};

/**
 * Free ranges that begin where a free slot begins, nearest to `wanted` first, none overlapping another. Pure.
 *
 * It goes outward day by day, and stops when no day further away can hold a nearer one.
 */
export function nearestInCalendar(search: CalendarSearch): Range[] {
  const { availability, dates, wanted, count } = search;
  const middle = localDate(wanted, availability.timezone);
  const distance = (range: Range) => Math.abs(range.startsAt.getTime() - wanted.getTime());
  const found: Range[] = [];
  for (let days = 0; ; days++) {
    const ring: DateSpan = { from: addDays(middle, -days), until: addDays(middle, days) };
    if (ring.from < dates.from && ring.until > dates.until) break;
    const edges = days === 0 ? [middle] : [ring.from, ring.until];
    for (const date of edges) if (dates.from <= date && date <= dates.until) found.push(...freeOn(date, search));
    found.sort((a, b) => distance(a) - distance(b) || a.startsAt.getTime() - b.startsAt.getTime());
    const chosen = apart(found, count);
    const last = chosen[count - 1];
    if (last && distance(last) <= distanceBeyond(ring, search)) return chosen;
  }
  return apart(found, count);
}

/** Nothing outside of the ring that is still to be searched is nearer than this; milliseconds. */
function distanceBeyond(ring: DateSpan, { availability, dates, wanted }: CalendarSearch): number {
  const startOf = (date: string) => reached(localToInstant(date, 0, availability.timezone)).getTime();
  const left = ring.from <= dates.from ? Number.POSITIVE_INFINITY : wanted.getTime() - startOf(ring.from);
  const right = ring.until >= dates.until ? Number.POSITIVE_INFINITY : startOf(addDays(ring.until, 1)) - wanted.getTime();
  return Math.min(left, right);
}

function freeOn(date: string, { availability, busy, now, latest, durationMinutes }: CalendarSearch): Range[] {
  const longer = durationMinutes > availability.slotDurationMinutes;
  return daySlots(date, availability, busy, now).flatMap((slot) => {
    if (slot.status !== 'AVAILABLE' || slot.startsAt > latest) return [];
    const range = rangeFrom(slot.startsAt, durationMinutes);
    // What is no longer than the slot fits wherever the slot does.
    if (longer && busy.some((taken) => overlaps(taken, range))) return [];
    if (longer && !isWithinAvailability(range.startsAt, range.endsAt, availability)) return [];
    return [range];
  });
}

/** The first `count` that do not overlap one before them: two choices should be two, also for what is longer than a slot. */
function apart(ranges: readonly Range[], count: number): Range[] {
  const chosen: Range[] = [];
  for (const range of ranges) {
    if (chosen.length === count) break;
    if (!chosen.some((other) => overlaps(other, range))) chosen.push(range);
  }
  return chosen;
}
