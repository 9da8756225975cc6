import { Temporal } from 'temporal-polyfill';
import type { LocalDate } from './rows';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The date at an instant in a zone. */
export function localDate(at: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();
}

/** The instant of a local time. In a gap of daylight saving the later one, as everywhere in Temporal. */
export function instantOf(date: Temporal.PlainDate | LocalDate, second: number, zone: string): Date {
  const day = typeof date === 'string' ? Temporal.PlainDate.from(date) : date;
  const time = Temporal.PlainTime.from({
    hour: Math.floor(second / 3600),
    minute: Math.floor((second % 3600) / 60),
    second: second % 60,
  });
  return new Date(day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds);
}

/** The local second of the day at an instant. */
export function secondOfDay(at: Date, zone: string): number {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  return local.hour * 3600 + local.minute * 60 + local.second;
}

/** `HH:MM` as seconds since midnight. */
export function seconds(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 3600 + Number(minutes) * 60;
}

/** The instant so many milliseconds later (earlier, if negative). */
export function plus(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}

/** The earlier of two. */
export function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
