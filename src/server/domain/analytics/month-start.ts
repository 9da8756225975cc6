import { Temporal } from 'temporal-polyfill';

const HOUR_MS = 3_600_000;

/** The instant at which the present month began in the zone. Where midnight does not exist there, the first time that does. */
export function startOfMonth(instant: Date, zone: string): Date {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
  return new Date(zoned.with({ day: 1 }).startOfDay().epochMilliseconds);
}

/** The first full hour of UTC that does not begin before the instant: from there on roll-ups can be summed. */
export function nextFullHour(instant: Date): Date {
  return new Date(Math.ceil(instant.getTime() / HOUR_MS) * HOUR_MS);
}
