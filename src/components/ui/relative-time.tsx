'use client';

import { useTimed, useTimeZone } from '@/components/providers/clock-provider';
import { dateText, relativeText } from '@/lib/time-text';

/** "4 min ago", kept up to date; the exact time in the hospital's zone on hover. */
export function RelativeTime({ at }: { at: string }) {
  const instant = Date.parse(at);
  const timeZone = useTimeZone();
  const text = useTimed((now, zone) => relativeText(instant, now, zone));
  return (
    <time dateTime={at} title={`${dateText(instant, timeZone, true)} (${timeZone})`} className="whitespace-nowrap">
      {text}
    </time>
  );
}

/** A day, or an exact time, in the hospital's zone. */
export function DateTime({ at, withTime = false }: { at: string; withTime?: boolean }) {
  const timeZone = useTimeZone();
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {dateText(at, timeZone, withTime)}
    </time>
  );
}
