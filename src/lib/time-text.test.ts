import { describe, expect, it } from 'vitest';
import { countdownText, dateText, durationText, numberText, relativeText } from './time-text';

const NOW = Date.parse('2026-11-21T20:00:00Z');
const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('dateText', () => {
  it('is the day and time in the zone', () => {
    expect(dateText(NOW, 'UTC')).toBe('21 Nov 2026');
    expect(dateText(NOW, 'Asia/Kolkata', true)).toBe('22 Nov 2026, 01:30:00');
    expect(dateText('2026-09-01T00:00:00Z', 'America/Bogota')).toBe('31 Aug 2026');
  });

  it('has three letters for September and 00 for midnight, in every engine', () => {
    expect(dateText('2026-09-15T00:00:00Z', 'UTC', true)).toBe('15 Sep 2026, 00:00:00');
  });
});

describe('relativeText', () => {
  it.each([
    [0, 'just now'],
    [-4 * SECOND, 'just now'],
    [4 * SECOND, 'just now'],
    [-59 * SECOND, '59 s ago'],
    [-60 * SECOND, '1 min ago'],
    [-HOUR, '1 h ago'],
    [-(DAY - 1), '23 h ago'],
    [-DAY, '1 day ago'],
    [3 * DAY, 'in 3 days'],
    [HOUR / 2, 'in 30 min'],
    [-30 * DAY, '22 Oct 2026'],
    [30 * DAY, '21 Dec 2026'],
  ])('%d ms from now: %s', (distance, text) => expect(relativeText(NOW + distance, NOW, 'UTC')).toBe(text));
});

describe('countdownText', () => {
  it.each([
    [-5, '00:00:00'],
    [0, '00:00:00'],
    [1, '00:00:01'],
    [59_999, '00:01:00'],
    [DAY - 1, '1 d 00:00:00'],
    [2 * DAY + 3 * HOUR + 14 * 60 * SECOND + 9 * SECOND, '2 d 03:14:09'],
  ])('%d ms: %s', (left, text) => expect(countdownText(left)).toBe(text));
});

describe('durationText', () => {
  it.each([
    [0.385, '0.4 ms'],
    [9.94, '9.9 ms'],
    [9.96, '10 ms'],
    [12.946, '13 ms'],
    [999.4, '999 ms'],
    [999.6, '1.0 s'],
    [1234, '1.2 s'],
  ])('%d is %s', (milliseconds, text) => expect(durationText(milliseconds)).toBe(text));
});

describe('numberText', () => {
  it('groups by thousands', () => expect(numberText(1_234_567)).toBe('1,234,567'));
});
