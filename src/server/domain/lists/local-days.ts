import { addDays, localToInstant, reached } from '@/server/domain/availability/local-time';
import type { Span } from './conditions';

/**
 * The span of local days, both included (contract section 4, Lists); null where neither is given.
 * @param start first day, `YYYY-MM-DD`.
 * @param end last day, `YYYY-MM-DD`.
 * @param zone IANA zone of the hospital.
 */
export function localDays(start: string | null, end: string | null, zone: string): Span | null {
  if (start === null && end === null) return null;
  const beginning = (date: string) => reached(localToInstant(date, 0, zone));
  return { from: start === null ? null : beginning(start), until: end === null ? null : beginning(addDays(end, 1)) };
}
