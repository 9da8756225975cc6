/** Minutes by which a zone's clock is ahead of UTC at an instant. */
function offsetOf(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'));
  return local - Math.floor(instant / 1000) * 1000;
}

const DAY_MS = 86_400_000;

/**
 * The last second of a day (YYYY-MM-DD) on a zone's clocks, as an ISO instant: "expires on 12 November" means that the key still
 * works on the 12th, in the hospital, wherever the admin's browser is. Where clocks are put back at midnight that second comes
 * twice, and the later one counts.
 */
export function endOfDay(day: string, timeZone: string): string {
  const wall = Date.parse(`${day}T23:59:59Z`);
  const offsets = [offsetOf(wall - DAY_MS, timeZone), offsetOf(wall + DAY_MS, timeZone)];
  const instants = offsets.map((offset) => wall - offset);
  const real = instants.filter((instant) => wall - offsetOf(instant, timeZone) === instant);
  return new Date(Math.max(...(real.length > 0 ? real : instants))).toISOString();
}

/** The day (YYYY-MM-DD) of an instant on a zone's clocks. */
export function dayIn(instant: number, timeZone: string): string {
  return new Date(instant + offsetOf(instant, timeZone)).toISOString().slice(0, 10);
}

/** A day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
