import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { formatInstant, isTimeZone, localDate } from './zoned-time';

const ZONES = [
  'Asia/Kolkata',
  'America/Bogota',
  'America/Sao_Paulo',
  'Europe/Madrid',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'UTC',
];

describe('formatInstant', () => {
  it('writes the offset of the zone', () => {
    expect(formatInstant(new Date('2026-11-21T22:37:13.123Z'), 'Asia/Kolkata')).toBe('2026-11-22T04:07:13.123+05:30');
    expect(formatInstant(new Date('2026-11-21T22:37:13.123Z'), 'UTC')).toBe('2026-11-21T22:37:13.123+00:00');
  });

  it('changes the offset at the very millisecond of a daylight-saving change', () => {
    const change = Date.parse('2026-03-29T01:00:00Z');
    expect(formatInstant(new Date(change - 1), 'Europe/Madrid')).toBe('2026-03-29T01:59:59.999+01:00');
    expect(formatInstant(new Date(change), 'Europe/Madrid')).toBe('2026-03-29T03:00:00.000+02:00');
    expect(formatInstant(new Date(change - 1), 'Europe/Madrid')).toBe('2026-03-29T01:59:59.999+01:00');
  });

  it('agrees with Temporal for any instant and zone', () => {
    const instants = fc.integer({ min: Date.parse('1950-01-01T00:00:00Z'), max: Date.parse('2100-01-01T00:00:00Z') });
    fc.assert(
      fc.property(instants, fc.constantFrom(...ZONES), (ms, zone) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
        const expected = zoned.toString({ timeZoneName: 'never', fractionalSecondDigits: 3 });
        expect(formatInstant(new Date(ms), zone)).toBe(expected);
        expect(localDate(new Date(ms), zone)).toBe(zoned.toPlainDate().toString());
      }),
    );
  });
});

describe('isTimeZone', () => {
  it.each(['Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'UTC'])('knows %s', (zone) => expect(isTimeZone(zone)).toBe(true));
  it.each(['', 'Mars/Base', '+05:30', 'asia', 'Asia/', '../etc'])('refuses %s', (zone) => expect(isTimeZone(zone)).toBe(false));
});
