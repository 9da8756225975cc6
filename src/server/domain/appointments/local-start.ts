import { localToInstant } from '@/server/domain/availability/local-time';
import { invalidField } from '@/server/kernel/app-error';

/** A beginning by the clock on the wall. */
export type LocalStart = {
  /** `YYYY-MM-DD` */
  date: string;
  /** Seconds since midnight on the clock, 0 to 86399. */
  secondOfDay: number;
};

/**
 * The instant of a beginning in the appointment's zone (contract section 4, Times). Of a time that comes twice, because the
 * clocks fall back, it is the earlier one.
 * @param path the surface's name of the time.
 * @throws AppError VALIDATION_ERROR for a time that the clocks jump over, with the next one that exists.
 */
export function startInstant(start: Date | LocalStart, timezone: string, path: string): Date {
  if (start instanceof Date) return start;
  const resolved = localToInstant(start.date, start.secondOfDay, timezone);
  if (resolved.kind === 'instant') return resolved.instant;
  const { date, time } = resolved.next;
  throw invalidField(path, `The clocks in ${timezone} jump over this time. The next one that exists is ${time} on ${date}.`);
}
