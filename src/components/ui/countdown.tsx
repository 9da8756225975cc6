'use client';

import { useTimed } from '@/components/providers/clock-provider';
import { countdownText } from '@/lib/time-text';

/** The time left until an instant, ticking. Not a live region: a screen reader would speak every second. */
export function Countdown({ until }: { until: string }) {
  const text = useTimed((now) => countdownText(Date.parse(until) - now));
  return (
    <span role="timer" className="font-mono tabular-nums">
      {text}
    </span>
  );
}
