import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { formatInstant } from '@/server/kernel/zoned-time';
import type { Availability, DayWindow } from './availability';
import { addDays, formatTimeOfDay, parseTimeOfDay } from './local-time';
import { daySlots, isWithinAvailability, rangeFrom } from './slots';

const LONG_AGO = new Date('1990-01-01T00:00:00Z');

const span = (text: string): DayWindow => {
  const [from = '', to = ''] = text.split('-');
  const endSecond = to === '24:00' ? 86_400 : (parseTimeOfDay(to) ?? -1);
  return { startSecond: parseTimeOfDay(from) ?? -1, endSecond };
};

/** Open every day of the week at the same hours. */
function everyDay(timezone: string, slotDurationMinutes: number, ...windows: string[]): Availability {
  const week = [1, 2, 3, 4, 5, 6, 7].flatMap((dayOfWeek) =>
    windows.map((window) => ({ id: `${dayOfWeek} ${window}`, dayOfWeek, isAvailable: true, ...span(window) })),
  );
  return { timezone, slotDurationMinutes, windows: week, overrides: [] };
}

const starts = (date: string, availability: Availability) =>
  daySlots(date, availability, [], LONG_AGO).map(({ startsAt }) =>
    formatInstant(startsAt, availability.timezone).slice(11, 16),
  );

describe('daySlots', () => {
  const kolkata = everyDay('Asia/Kolkata', 30, '09:00-10:45', '14:00-15:00');

  it('cuts each window from its beginning and leaves out what remains', () => {
    expect(starts('2026-11-23', kolkata)).toEqual(['09:00', '09:30', '10:00', '14:00', '14:30']);
  });

  it('says what is free, taken and over', () => {
    const busy = [{ startsAt: new Date('2026-11-23T04:15:00Z'), endsAt: new Date('2026-11-23T04:45:00Z') }];
    const slots = daySlots('2026-11-23', kolkata, busy, new Date('2026-11-23T03:30:00.001Z'));
    expect(slots.map((slot) => slot.status)).toEqual(['PAST', 'BOOKED', 'BOOKED', 'AVAILABLE', 'AVAILABLE']);
  });

  it('still offers a slot that begins this moment, and one beside a booking', () => {
    const busy = [{ startsAt: new Date('2026-11-23T04:00:00Z'), endsAt: new Date('2026-11-23T04:30:00Z') }];
    const slots = daySlots('2026-11-23', kolkata, busy, new Date('2026-11-23T03:30:00Z'));
    expect(slots.map((slot) => slot.status).slice(0, 3)).toEqual(['AVAILABLE', 'BOOKED', 'AVAILABLE']);
  });

  it('follows a date of its own: closed, other hours, or the usual ones', () => {
    const on = (isAvailable: boolean, windows: DayWindow[] | null) =>
      starts('2026-11-23', { ...kolkata, overrides: [{ date: '2026-11-23', isAvailable, windows, reason: null }] });
    expect(on(false, null)).toEqual([]);
    expect(on(true, [span('20:00-21:00')])).toEqual(['20:00', '20:30']);
    expect(on(true, null)).toHaveLength(5);
  });

  it('opens nothing for a window that is switched off', () => {
    const windows = kolkata.windows.map((window) => ({ ...window, isAvailable: false }));
    expect(starts('2026-11-23', { ...kolkata, windows })).toEqual([]);
  });

  it.each([
    ['an hour that does not exist', 'Europe/Madrid', '2026-03-29', 30, '01:30-04:00', ['01:30', '03:00', '03:30']],
    [
      'an hour that comes twice',
      'Europe/Madrid',
      '2026-10-25',
      30,
      '01:30-04:00',
      ['01:30', '02:00', '02:30', '03:00', '03:30'],
    ],
    ['midnight that does not exist', 'America/Sao_Paulo', '2018-11-04', 30, '00:00-02:00', ['01:00', '01:30']],
    ['an evening that comes twice', 'America/Sao_Paulo', '2018-02-17', 30, '23:00-24:00', ['23:00', '23:30']],
    ['no change at all', 'America/Bogota', '2026-03-29', 30, '01:30-04:00', ['01:30', '02:00', '02:30', '03:00', '03:30']],
    ['half an hour that does not exist', 'Australia/Lord_Howe', '2026-10-04', 30, '01:30-03:30', ['01:30', '02:30', '03:00']],
    ['half an hour that comes twice', 'Australia/Lord_Howe', '2026-04-05', 30, '01:00-02:30', ['01:00', '01:30', '02:00']],
    ['a slot that would run into the one before', 'Australia/Lord_Howe', '2026-10-04', 60, '01:45-05:00', ['01:45', '03:45']],
    ['a day that does not exist', 'Pacific/Apia', '2011-12-30', 60, '09:00-17:00', []],
  ])('handles %s (%s %s)', (_what, zone, date, minutes, window, expected) => {
    expect(starts(date, everyDay(zone, minutes, window))).toEqual(expected);
  });
});

const ODD_DAYS = fc.constantFrom<[string, string]>(
  ['Europe/Madrid', '2026-03-29'],
  ['Europe/Madrid', '2026-10-25'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['America/Sao_Paulo', '2018-02-17'],
  ['America/Bogota', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['America/St_Johns', '2010-11-06'],
);

/** Up to three windows that do not overlap, on five-minute marks. */
const WINDOWS = fc
  .uniqueArray(fc.integer({ min: 0, max: 288 }), { minLength: 2, maxLength: 6 })
  .map((marks) => marks.sort((a, b) => a - b).slice(0, marks.length - (marks.length % 2)))
  .map((marks) =>
    marks.flatMap((mark, index) => {
      const end = marks[index + 1];
      return index % 2 === 0 && end !== undefined ? [{ startSecond: mark * 300, endSecond: end * 300 }] : [];
    }),
  );

describe('slots of any calendar', () => {
  const calendars = fc.record({
    day: ODD_DAYS,
    shift: fc.integer({ min: -1, max: 1 }),
    minutes: fc.integer({ min: 5, max: 120 }),
    windows: WINDOWS,
  });

  it('never overlap, begin and last as the clock says, inside a window, and can be booked', () => {
    fc.assert(
      fc.property(calendars, ({ day: [timezone, odd], shift, minutes, windows }) => {
        const date = addDays(odd, shift);
        const override = { date, isAvailable: true, windows, reason: null };
        const availability: Availability = { timezone, slotDurationMinutes: minutes, windows: [], overrides: [override] };
        let previousEnd = Number.NEGATIVE_INFINITY;
        for (const { startsAt, endsAt } of daySlots(date, availability, [], LONG_AGO)) {
          expect(startsAt.getTime()).toBeGreaterThanOrEqual(previousEnd);
          expect(endsAt.getTime() - startsAt.getTime()).toBe(minutes * 60_000);
          previousEnd = endsAt.getTime();
          const local = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()).toZonedDateTimeISO(timezone);
          expect(local.toPlainDate().toString()).toBe(date);
          const second = local.hour * 3600 + local.minute * 60 + local.second;
          const window = windows.find((one) => one.startSecond <= second && second + minutes * 60 <= one.endSecond);
          expect(window, formatTimeOfDay(second)).toBeDefined();
          expect(local.toPlainDateTime().toZonedDateTime(timezone, { disambiguation: 'earlier' }).equals(local)).toBe(true);
          expect(isWithinAvailability(startsAt, endsAt, availability)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('are booked exactly where a booking overlaps them', () => {
    const busyRanges = fc.array(fc.tuple(fc.integer({ min: -60, max: 1500 }), fc.integer({ min: 1, max: 300 })), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(calendars, busyRanges, ({ day: [timezone, date], minutes }, busyMinutes) => {
        const availability = everyDay(timezone, minutes, '00:00-24:00');
        const midnight = daySlots(date, everyDay(timezone, 5, '00:00-24:00'), [], LONG_AGO)[0]?.startsAt ?? LONG_AGO;
        const busy = busyMinutes.map(([from, length]) => rangeFrom(new Date(midnight.getTime() + from * 60_000), length));
        for (const slot of daySlots(date, availability, busy, LONG_AGO)) {
          const hit = busy.some((range) => range.startsAt < slot.endsAt && slot.startsAt < range.endsAt);
          expect(slot.status).toBe(hit ? 'BOOKED' : 'AVAILABLE');
        }
      }),
    );
  });
});

describe('isWithinAvailability', () => {
  const within = (availability: Availability, from: string, to: string) =>
    isWithinAvailability(new Date(from), new Date(to), availability);
  const madrid = everyDay('Europe/Madrid', 30, '09:00-12:00', '12:00-14:00');

  it('takes any beginning, to the very edges', () => {
    expect(within(madrid, '2026-06-01T07:00:00Z', '2026-06-01T12:00:00Z')).toBe(true);
    expect(within(madrid, '2026-06-01T07:07:00Z', '2026-06-01T07:37:00Z')).toBe(true);
    expect(within(madrid, '2026-06-01T06:59:59.999Z', '2026-06-01T07:30:00Z')).toBe(false);
    expect(within(madrid, '2026-06-01T11:45:00Z', '2026-06-01T12:00:00.001Z')).toBe(false);
  });

  it('crosses from a window into the next, midnight included, but no pause', () => {
    expect(within(madrid, '2026-06-01T09:45:00Z', '2026-06-01T10:15:00Z')).toBe(true);
    const night = everyDay('Europe/Madrid', 30, '00:00-06:00', '22:00-24:00');
    expect(within(night, '2026-06-01T21:45:00Z', '2026-06-01T22:15:00Z')).toBe(true);
    const pause = everyDay('Europe/Madrid', 30, '09:00-12:00', '12:01-14:00');
    expect(within(pause, '2026-06-01T09:45:00Z', '2026-06-01T10:15:00Z')).toBe(false);
  });

  it('has the hour that comes twice in it both times', () => {
    const night = everyDay('Europe/Madrid', 30, '01:00-04:00');
    expect(within(night, '2026-10-25T00:30:00Z', '2026-10-25T01:00:00Z')).toBe(true);
    expect(within(night, '2026-10-25T01:30:00Z', '2026-10-25T02:00:00Z')).toBe(true);
    const evening = everyDay('America/St_Johns', 30, '22:00-24:00', '00:00-01:00');
    expect(within(evening, '2010-11-07T02:40:00Z', '2010-11-07T03:10:00Z')).toBe(true);
  });

  it('is never so without windows', () => {
    expect(within(everyDay('UTC', 30), '2026-06-01T09:00:00Z', '2026-06-01T09:30:00Z')).toBe(false);
  });
});
