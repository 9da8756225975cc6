import { describe, expect, it } from 'vitest';
import { nextFullHour, startOfMonth } from './month-start';

describe('startOfMonth', () => {
  it.each([
    ['UTC', '2026-11-22T10:00:00Z', '2026-11-01T00:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-22T10:00:00Z', '2026-10-31T18:30:00.000Z'],
    // A minute before and a minute after the month turns in Kolkata; in UTC it is November all the time.
    ['Asia/Kolkata', '2026-11-30T18:29:59.999Z', '2026-10-31T18:30:00.000Z'],
    ['Asia/Kolkata', '2026-11-30T18:30:00Z', '2026-11-30T18:30:00.000Z'],
    ['America/Bogota', '2026-12-01T04:59:59Z', '2026-11-01T05:00:00.000Z'],
    // The month began in another offset than it is in now.
    ['Europe/Madrid', '2026-10-30T12:00:00Z', '2026-09-30T22:00:00.000Z'],
    // Midnight was skipped: the clocks went from 00:00 to 01:00 on this day.
    ['America/Asuncion', '2023-10-15T12:00:00Z', '2023-10-01T04:00:00.000Z'],
  ])('%s at %s', (zone, now, start) => {
    expect(startOfMonth(new Date(now), zone).toISOString()).toBe(start);
  });
});

describe('nextFullHour', () => {
  it.each([
    ['2026-10-31T18:30:00.000Z', '2026-10-31T19:00:00.000Z'],
    ['2026-10-31T18:00:00.000Z', '2026-10-31T18:00:00.000Z'],
    ['2026-10-31T18:00:00.001Z', '2026-10-31T19:00:00.000Z'],
  ])('of %s', (instant, hour) => {
    expect(nextFullHour(new Date(instant)).toISOString()).toBe(hour);
  });
});
