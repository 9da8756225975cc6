import { Temporal } from 'temporal-polyfill';

/** A stretch of time in which a zone's offset does not change; epoch milliseconds, `until` excluded. */
type OffsetSpan = { from: number; until: number; offsetMs: number; suffix: string };

const spans = new Map<string, OffsetSpan[]>();
const MAX_SPANS = 64;

/** Is this an IANA time zone that we can compute with (`Asia/Kolkata`, `UTC`)? Plain offsets are none. */
export function isTimeZone(zone: string): boolean {
  if (!/^(UTC|[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+)$/.test(zone)) return false;
  try {
    Temporal.Now.zonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/**
 * The instant in ISO 8601 with the zone's offset: `2026-11-22T04:07:13.123+05:30` (contract section 4, Times).
 *
 * Temporal takes some 10 µs for this, too much for a list of 20 rows; so the span between two changes of the offset is asked
 * once and kept.
 */
export function formatInstant(instant: Date, zone: string): string {
  const span = offsetSpan(instant.getTime(), zone);
  return new Date(instant.getTime() + span.offsetMs).toISOString().slice(0, -1) + span.suffix;
}

/** Today's date in the zone, `YYYY-MM-DD`. */
export function localDate(instant: Date, zone: string): string {
  return new Date(instant.getTime() + offsetSpan(instant.getTime(), zone).offsetMs).toISOString().slice(0, 10);
}

function offsetSpan(ms: number, zone: string): OffsetSpan {
  const known = spans.get(zone) ?? [];
  const found = known.find((span) => span.from <= ms && ms < span.until);
  if (found) return found;
  const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  const previous = zoned.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  const next = zoned.getTimeZoneTransition('next');
  const span: OffsetSpan = {
    from: previous ? previous.epochMilliseconds : Number.NEGATIVE_INFINITY,
    until: next ? next.epochMilliseconds : Number.POSITIVE_INFINITY,
    offsetMs: zoned.offsetNanoseconds / 1_000_000,
    suffix: zoned.offset.slice(0, 6),
  };
  spans.set(zone, known.length < MAX_SPANS ? [...known, span] : [span]);
  return span;
}

/** The instant at which the present day began in the zone. */
export function startOfDay(instant: Date, zone: string): Date {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
  return new Date(zoned.startOfDay().epochMilliseconds);
}
