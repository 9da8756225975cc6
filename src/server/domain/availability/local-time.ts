import { Temporal } from 'temporal-polyfill';

/** Seconds of a day on the clock: windows may end here. */
export const DAY_SECONDS = 86_400;

/**
 * What a local date and time mean. In a gap (clocks jump forward over it) there is no such time: `next` is the first valid
 * one. Of a time that comes twice (clocks fall back) it is the earlier instant.
 */
export type LocalResolution =
  | { kind: 'instant'; instant: Date }
  | { kind: 'gap'; next: { date: string; time: string; instant: Date } };

/**
 * The instant of a local time.
 * @param date `YYYY-MM-DD`.
 * @param secondOfDay seconds since midnight on the clock, 0 to 86400 (the next day's midnight).
 * @param zone IANA time zone.
 * @throws RangeError for a date or zone that does not exist: the surfaces' schemas have checked both.
 */
export function localToInstant(date: string, secondOfDay: number, zone: string): LocalResolution {
  const wanted = Temporal.PlainDate.from(date).toPlainDateTime().add({ seconds: secondOfDay });
  const zoned = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (zoned.toPlainDateTime().equals(wanted)) return { kind: 'instant', instant: new Date(zoned.epochMilliseconds) };
  // Temporal moves a time in a gap back by the gap's length, so the next change of the offset is the gap itself. A gap may be
  // a whole day (Pacific/Apia left out 2011-12-30), hence the date.
  const after = zoned.getTimeZoneTransition('next') ?? zoned;
  const time = after.toPlainTime().toString({ smallestUnit: 'second' });
  return { kind: 'gap', next: { date: after.toPlainDate().toString(), time, instant: new Date(after.epochMilliseconds) } };
}

/** The instant at which the local time is reached: in a gap, the instant at which the clocks jump over it. */
export function reached(resolution: LocalResolution): Date {
  return resolution.kind === 'instant' ? resolution.instant : resolution.next.instant;
}

/**
 * localToInstant for many times of one date. A day of 24 hours needs no time zone but at its ends, which makes a month of
 * slots some twenty times cheaper.
 */
export function dayClock(date: string, zone: string): (secondOfDay: number) => LocalResolution {
  const first = localToInstant(date, 0, zone);
  const last = localToInstant(date, DAY_SECONDS, zone);
  if (first.kind === 'instant' && last.kind === 'instant') {
    const midnight = first.instant.getTime();
    // No zone has ever changed its offset forth and back within one day.
    if (last.instant.getTime() - midnight === DAY_SECONDS * 1000) {
      return (second) => ({ kind: 'instant', instant: new Date(midnight + second * 1000) });
    }
  }
  return (second) => localToInstant(date, second, zone);
}

const TIME_OF_DAY = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

/** Seconds since midnight of `HH:MM` or `HH:MM:SS`; null for anything else, 24:00 included (contract section 4, Times). */
export function parseTimeOfDay(text: string): number | null {
  const match = TIME_OF_DAY.exec(text);
  if (!match) return null;
  return Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
}

/** The same of the end of a stretch of a day: `00:00` is the midnight at the day's end, since nothing ends where the day begins. */
export function parseEndTime(text: string): number | null {
  const second = parseTimeOfDay(text);
  return second === 0 ? DAY_SECONDS : second;
}

/** `HH:MM:SS` of seconds since midnight; of the end of the day `00:00:00`, as parseEndTime reads it. */
export function formatTimeOfDay(secondOfDay: number): string {
  const parts = [Math.floor(secondOfDay / 3600) % 24, Math.floor(secondOfDay / 60) % 60, secondOfDay % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** ISO day of the week of `YYYY-MM-DD`: 1 Monday to 7 Sunday. */
export function dayOfWeek(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

/** The date so many days later (earlier, if negative), `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** A date as Prisma takes it: the instant of its midnight in UTC. */
export function midnight(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}
