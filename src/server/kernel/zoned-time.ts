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
  return isoText(instant.getTime() + span.offsetMs) + span.suffix;
}

const DAY_MS = 86_400_000;
const TWO = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));
let lastDay = { number: Number.NaN, text: '' };

/** Like toISOString without its Z, in a quarter of the time: rows of a list are of few days, so the day's text is kept. */
function isoText(ms: number): string {
  const number = Math.floor(ms / DAY_MS);
  if (lastDay.number !== number) lastDay = { number, text: new Date(ms).toISOString().slice(0, -13) };
  const rest = ms - number * DAY_MS;
  const seconds = Math.floor(rest / 1000);
  const minutes = Math.floor(seconds / 60);
  const time = `${TWO[Math.floor(minutes / 60)]}:${TWO[minutes % 60]}:${TWO[seconds % 60]}`;
  return `${lastDay.text}${time}.${String(rest % 1000).padStart(3, '0')}`;
}

/** Today's date in the zone, `YYYY-MM-DD`. */
export function localDate(instant: Date, zone: string): string {
  return new Date(instant.getTime() + offsetSpan(instant.getTime(), zone).offsetMs).toISOString().slice(0, 10);
}

function offsetSpan(ms: number, zone: string): OffsetSpan {
  const known = spans.get(zone) ?? [];
  for (const span of known) if (span.from <= ms && ms < span.until) return span;
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
