import { expect, it } from 'vitest';
import { calendarBounds } from './calendar-bounds';

it.each([
  ['2026-11-22T23:59:59Z', '2024-11-21', '2028-11-23'],
  ['2028-02-29T12:00:00Z', '2026-02-28', '2030-03-02'],
])('two years to each side of %s and a day', (now, earliest, latest) => {
  expect(calendarBounds(new Date(now))).toEqual({ earliest, latest });
});
