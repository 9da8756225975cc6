import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Availability } from './availability';
import { addDays } from './local-time';
import { type CalendarSearch, nearestInCalendar } from './nearest-in-calendar';
import { daySlots, isWithinAvailability, overlaps, rangeFrom } from './slots';

const zone = 'Europe/Madrid';
const weekdays: Availability = {
  timezone: zone,
  slotDurationMinutes: 30,
  windows: [1, 2, 3, 4, 5].map((dayOfWeek) => ({
    id: String(dayOfWeek),
    dayOfWeek,
    isAvailable: true,
    startSecond: 9 * 3600,
    endSecond: 11 * 3600,
  })),
  overrides: [],
};
/** A Monday, before the clocks change on the 25th. */
const search: CalendarSearch = {
  availability: weekdays,
  busy: [],
  dates: { from: '2026-10-01', until: '2026-11-18' },
  wanted: new Date('2026-10-19T08:00:00Z'),
  durationMinutes: 30,
  now: new Date('2026-10-01T00:00:00Z'),
  latest: new Date('2028-10-01T00:00:00Z'),
  count: 3,
};
const found = (change: Partial<CalendarSearch>) =>
  nearestInCalendar({ ...search, ...change }).map((r) => r.startsAt.toISOString());

describe('nearestInCalendar', () => {
  it('gives the nearest first, the earlier of two as near', () => {
    const busy = [rangeFrom(search.wanted, 30)];
    expect(found({ busy })).toEqual(['2026-10-19T07:30:00.000Z', '2026-10-19T08:30:00.000Z', '2026-10-19T07:00:00.000Z']);
  });

  it('looks on other days, over a weekend and a change of the clocks', () => {
    const busy = [rangeFrom(new Date('2026-10-23T00:00:00Z'), 1440)];
    const wanted = new Date('2026-10-23T09:00:00Z');
    expect(found({ busy, wanted, count: 2 })).toEqual(['2026-10-22T08:30:00.000Z', '2026-10-22T08:00:00.000Z']);
    const now = wanted;
    expect(found({ busy, wanted, now, count: 2 })).toEqual(['2026-10-26T08:00:00.000Z', '2026-10-26T08:30:00.000Z']);
  });

  it('offers only what a longer appointment fits into, and nothing twice', () => {
    const busy = [rangeFrom(new Date('2026-10-19T07:30:00Z'), 30)];
    const [first, second, third] = nearestInCalendar({ ...search, busy, durationMinutes: 60 });
    expect(first?.startsAt.toISOString()).toBe('2026-10-19T08:00:00.000Z');
    expect(second?.startsAt.toISOString()).toBe('2026-10-20T07:00:00.000Z');
    expect(third?.startsAt.toISOString()).toBe('2026-10-20T08:00:00.000Z');
  });

  it('gives fewer where there are no more', () => {
    expect(found({ dates: { from: '2026-10-19', until: '2026-10-19' }, durationMinutes: 120 })).toEqual([
      '2026-10-19T07:00:00.000Z',
    ]);
    expect(found({ availability: { ...weekdays, windows: [] } })).toEqual([]);
  });

  it('agrees with looking at every slot', () => {
    const busyRanges = fc.array(fc.tuple(fc.integer({ min: 0, max: 47 * 48 }), fc.integer({ min: 1, max: 200 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        busyRanges,
        fc.integer({ min: 0, max: 47 * 96 }),
        fc.constantFrom(15, 30),
        (halfHours, quarter, durationMinutes) => {
          const origin = Date.parse('2026-10-01T22:00:00Z');
          const busy = halfHours.map(([at, length]) => rangeFrom(new Date(origin + at * 1_800_000), length * 30));
          const wanted = new Date(origin + quarter * 900_000);
          const now = new Date(origin + 5 * 86_400_000);
          const all = [];
          for (let date = search.dates.from; date <= search.dates.until; date = addDays(date, 1)) {
            all.push(...daySlots(date, weekdays, busy, now).filter((slot) => slot.status === 'AVAILABLE'));
          }
          const distance = (at: Date) => Math.abs(at.getTime() - wanted.getTime());
          const expected = all
            .map((slot) => distance(slot.startsAt))
            .sort((a, b) => a - b)
            .slice(0, 3);
          const results = nearestInCalendar({ ...search, busy, wanted, now, durationMinutes });
          expect(results.map((range) => distance(range.startsAt))).toEqual(expected);
          for (const range of results) {
            expect(isWithinAvailability(range.startsAt, range.endsAt, weekdays)).toBe(true);
            expect(busy.some((taken) => overlaps(taken, range))).toBe(false);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
