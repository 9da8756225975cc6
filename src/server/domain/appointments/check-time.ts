import { type Range, rangeFrom } from '@/server/domain/availability/slots';
import { invalidField } from '@/server/kernel/app-error';

const YEARS_AHEAD = 2;
/** CHECK on appointments: 24 hours. */
const LONGEST_MINUTES = 24 * 60;

/** The last instant at which an appointment may begin: two years from `now`, by the calendar in UTC. */
export function latestStart(now: Date): Date {
  const latest = new Date(now);
  latest.setUTCFullYear(latest.getUTCFullYear() + YEARS_AHEAD);
  return latest;
}

/**
 * @param path the surface's name of the field.
 * @throws AppError VALIDATION_ERROR for a start before `now` or over two years ahead (contract section 6, POST /appointments).
 */
export function checkStart(startsAt: Date, now: Date, path: string): void {
  if (Number.isNaN(startsAt.getTime())) throw invalidField(path, 'This is not a time.');
  if (startsAt < now) throw invalidField(path, 'The appointment begins in the past.');
  if (startsAt > latestStart(now)) throw invalidField(path, 'The appointment begins more than two years from now.');
}

/**
 * The time that an appointment takes.
 * @param minutes whole, of real time.
 * @throws AppError VALIDATION_ERROR unless 1 to 1440.
 */
export function appointmentRange(startsAt: Date, minutes: number): Range {
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > LONGEST_MINUTES) {
    throw invalidField('durationMinutes', `Must be a whole number from 1 to ${LONGEST_MINUTES}.`);
  }
  return rangeFrom(startsAt, minutes);
}
