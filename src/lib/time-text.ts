const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Day, or day and time, in a zone: "12 Nov 2026", "12 Nov 2026, 14:05". Same bytes in Node and in every browser. */
export function dateText(at: number | string | Date, timeZone: string, withTime = false): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  const day = `${part('day')} ${part('month').slice(0, 3)} ${part('year')}`;
  return withTime ? `${day}, ${part('hour')}:${part('minute')}:${part('second')}` : day;
}

/** "just now", "4 min ago", "in 3 days"; beyond 30 days the date. */
export function relativeText(at: number, now: number, timeZone: string): string {
  const distance = Math.abs(now - at);
  if (distance >= 30 * DAY) return dateText(at, timeZone);
  if (distance < 5_000) return 'just now';
  const amount = roundedText(distance);
  return at <= now ? `${amount} ago` : `in ${amount}`;
}

function roundedText(distance: number): string {
  if (distance < MINUTE) return `${Math.floor(distance / 1000)} s`;
  if (distance < HOUR) return `${Math.floor(distance / MINUTE)} min`;
  if (distance < DAY) return `${Math.floor(distance / HOUR)} h`;
  const days = Math.floor(distance / DAY);
  return days === 1 ? '1 day' : `${days} days`;
}

/** What is left, to the second: "2 d 03:14:09", "03:14:09". Never below zero. */
export function countdownText(left: number): string {
  const seconds = Math.max(0, Math.ceil(left / 1000));
  const days = Math.floor(seconds / 86_400);
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
    .map((value) => String(value).padStart(2, '0'))
    .join(':');
  return days > 0 ? `${days} d ${clock}` : clock;
}

/** "1,234", whatever the machine's own language: server and browser must write the same text. */
export function numberText(value: number): string {
  return new Intl.NumberFormat('en-US').format(value);
}

/** "0.4 ms", "13 ms", "1.2 s": as many digits as tell something. */
export function durationText(milliseconds: number): string {
  if (milliseconds >= 999.5) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${milliseconds >= 9.95 ? Math.round(milliseconds) : milliseconds.toFixed(1)} ms`;
}
