import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addDays, dayClock, dayOfWeek, formatTimeOfDay, localToInstant, parseEndTime, parseTimeOfDay } from './local-time';

/** Zones with their odd days: gaps and overlaps of an hour, of half an hour, over midnight, and one of a whole day. */
const DAYS: [zone: string, date: string][] = [
  ['Europe/Madrid', '2026-03-29'],
  ['Europe/Madrid', '2026-10-25'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['America/Sao_Paulo', '2018-02-17'],
  ['America/Bogota', '2026-03-29'],
  ['America/Bogota', '1993-02-06'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Pacific/Apia', '2011-12-29'],
  ['America/St_Johns', '2010-11-06'],
  ['America/St_Johns', '2010-11-07'],
  ['Asia/Kolkata', '2026-03-29'],
];

describe('localToInstant', () => {
  it('gives the instant of a time that comes once', () => {
    expect(localToInstant('2026-11-22', 4 * 3600, 'Asia/Kolkata')).toEqual({
      kind: 'instant',
      instant: new Date('2026-11-21T22:30:00Z'),
    });
  });

  it('takes the earlier of two instants', () => {
    const twice = localToInstant('2026-10-25', 2.5 * 3600, 'Europe/Madrid');
    expect(twice).toEqual({ kind: 'instant', instant: new Date('2026-10-25T00:30:00Z') });
  });

  it.each([
    ['Europe/Madrid', '2026-03-29', '02:30', '2026-03-29', '03:00:00', '2026-03-29T01:00:00Z'],
    ['America/Sao_Paulo', '2018-11-04', '00:00', '2018-11-04', '01:00:00', '2018-11-04T03:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-04', '02:00', '2026-10-04', '02:30:00', '2026-10-03T15:30:00Z'],
    ['Pacific/Apia', '2011-12-30', '12:00', '2011-12-31', '00:00:00', '2011-12-30T10:00:00Z'],
  ])('in %s on %s refuses %s and names the next valid time', (zone, date, time, nextDate, nextTime, instant) => {
    const next = { date: nextDate, time: nextTime, instant: new Date(instant) };
    expect(localToInstant(date, parseTimeOfDay(time) ?? -1, zone)).toEqual({ kind: 'gap', next });
  });

  it('knows the last moment before a gap', () => {
    expect(localToInstant('2026-03-29', 2 * 3600 - 1, 'Europe/Madrid').kind).toBe('instant');
    expect(localToInstant('2026-03-29', 2 * 3600, 'Europe/Madrid').kind).toBe('gap');
    expect(localToInstant('2026-03-29', 3 * 3600, 'Europe/Madrid').kind).toBe('instant');
  });

  it('reads back as the local time that was asked for, or is a gap', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DAYS), fc.integer({ min: 0, max: 86_399 }), ([zone, date], second) => {
        const resolution = localToInstant(date, second, zone);
        const instant = resolution.kind === 'instant' ? resolution.instant : resolution.next.instant;
        const zoned = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
        const shown = [zoned.toPlainDate().toString(), zoned.toPlainTime().toString({ smallestUnit: 'second' })];
        const asked = [date, formatTimeOfDay(second)];
        if (resolution.kind === 'instant') expect(shown).toEqual(asked);
        else expect(shown).toEqual([resolution.next.date, resolution.next.time]);
      }),
    );
  });
});

describe('dayClock', () => {
  it('agrees with localToInstant on ordinary and odd days', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DAYS),
        fc.integer({ min: -2, max: 2 }),
        fc.integer({ min: 0, max: 86_400 }),
        (day, add, second) => {
          const date = addDays(day[1], add);
          expect(dayClock(date, day[0])(second)).toEqual(localToInstant(date, second, day[0]));
        },
      ),
    );
  });
});

describe('times of day', () => {
  it.each([
    ['00:00', 0],
    ['09:05', 32_700],
    ['09:05:07', 32_707],
    ['23:59:59', 86_399],
  ])('reads %s', (text, second) => expect(parseTimeOfDay(text)).toBe(second));

  it.each(['24:00', '24:00:00', '9:05', '09:60', '09:05:60', '09:05:07.5', '09-05', ' 09:05', '09:05\n', '', '09:05Z'])(
    'refuses %j',
    (text) => expect(parseTimeOfDay(text)).toBeNull(),
  );

  it('writes what it reads', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 86_399 }), (second) => parseTimeOfDay(formatTimeOfDay(second)) === second));
  });

  it('reads and writes the end of the day as 00:00, and every other end as any time', () => {
    expect(parseEndTime('00:00')).toBe(86_400);
    expect(formatTimeOfDay(86_400)).toBe('00:00:00');
    expect(parseEndTime('24:00')).toBeNull();
    fc.assert(fc.property(fc.integer({ min: 1, max: 86_400 }), (second) => parseEndTime(formatTimeOfDay(second)) === second));
  });
});

describe('dayOfWeek', () => {
  it.each([
    ['2026-11-23', 1],
    ['2026-11-29', 7],
  ])('of %s is %i', (date, day) => expect(dayOfWeek(date)).toBe(day));
});
