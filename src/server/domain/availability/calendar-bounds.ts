import { addDays } from './local-time';

const YEARS = 2;

/**
 * The dates that a calendar answers for, `YYYY-MM-DD`: as far as appointments are booked ahead (contract section 6), and as far
 * back. With a day to each side, since today is not the same date everywhere.
 */
export function calendarBounds(now: Date): { earliest: string; latest: string } {
  const today = now.toISOString().slice(0, 10);
  const year = Number(today.slice(0, 4));
  // The first of March where this year's 29 February has none: addDays takes dates that exist only.
  const on = (other: number) => new Date(Date.UTC(other, Number(today.slice(5, 7)) - 1, Number(today.slice(8))));
  const text = (date: Date) => date.toISOString().slice(0, 10);
  return { earliest: addDays(text(on(year - YEARS)), -1), latest: addDays(text(on(year + YEARS)), 1) };
}
