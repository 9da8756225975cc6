import { describe, expect, it } from 'vitest';
import { addDays, dayIn, endOfDay } from './zone';

describe('endOfDay', () => {
  it.each([
    ['2026-11-21', 'UTC', '2026-11-21T23:59:59.000Z'],
    ['2026-11-21', 'Asia/Kolkata', '2026-11-21T18:29:59.000Z'],
    ['2026-11-21', 'America/Bogota', '2026-11-22T04:59:59.000Z'],
    ['2026-11-21', 'Pacific/Kiritimati', '2026-11-21T09:59:59.000Z'],
    // Clocks change within these days, and at the very end of the last one.
    ['2026-03-29', 'Europe/Berlin', '2026-03-29T21:59:59.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-25T22:59:59.000Z'],
    ['2026-04-04', 'America/Santiago', '2026-04-05T03:59:59.000Z'],
  ])('of %s in %s is %s', (day, zone, instant) => expect(endOfDay(day, zone)).toBe(instant));
});

describe('dayIn', () => {
  it('is the zone’s own day', () => {
    const instant = Date.parse('2026-11-21T20:00:00.123Z');
    expect(dayIn(instant, 'Asia/Kolkata')).toBe('2026-11-22');
    expect(dayIn(instant, 'America/Bogota')).toBe('2026-11-21');
  });
});

describe('addDays', () => {
  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-03-28', 365, '2027-03-28'],
  ])('%s and %d days: %s', (day, days, later) => expect(addDays(day, days)).toBe(later));
});
