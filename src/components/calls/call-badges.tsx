'use client';

import { PhoneIncoming, PhoneOutgoing } from 'lucide-react';
import { useTimed, useTimeZone } from '@/components/providers/clock-provider';
import { Badge, StatusBadge } from '@/components/ui/badge';
import { cn } from '@/lib/cn';
import { dateText } from '@/lib/time-text';
import { beganText, clockText, DIRECTION_TEXT, isLive, STATUS_TEXT } from './call-text';
import type { CallRow } from './types';

/** A dot that breathes slowly; still for whoever wants no motion. */
export function LiveDot({ className }: { className?: string }) {
  return (
    <span
      className={cn('size-2 shrink-0 animate-pulse rounded-full bg-success motion-reduce:animate-none', className)}
      aria-hidden="true"
    />
  );
}

/** Which way the call went, as an arrow at a receiver; the word is for screen readers and on hover. */
export function DirectionIcon({ direction, className }: { direction: CallRow['direction']; className?: string }) {
  const Icon = direction === 'INBOUND' ? PhoneIncoming : PhoneOutgoing;
  return (
    <span title={DIRECTION_TEXT[direction]} className={cn('inline-grid shrink-0 place-items-center', className)}>
      <Icon className="size-4" aria-hidden="true" />
      <span className="sr-only">{DIRECTION_TEXT[direction]}</span>
    </span>
  );
}

export function CallStatusBadge({ call }: { call: CallRow }) {
  const live = useTimed((now) => isLive(call, now));
  if (live) {
    return (
      <Badge tone="success">
        <LiveDot />
        Live
      </Badge>
    );
  }
  const { label, tone } = STATUS_TEXT[call.call_status];
  return <StatusBadge tone={tone}>{label}</StatusBadge>;
}

/** When a call began; the exact time in the hospital's zone on hover. */
export function Began({ at }: { at: string }) {
  const instant = Date.parse(at);
  const timeZone = useTimeZone();
  const text = useTimed((now, zone) => beganText(instant, now, zone));
  return (
    <time dateTime={at} title={`${dateText(instant, timeZone, true)} (${timeZone})`} className="whitespace-nowrap">
      {text}
    </time>
  );
}

/** How long a call under way has lasted, to the second. */
export function Elapsed({ since, className }: { since: string; className?: string }) {
  const start = Date.parse(since);
  const text = useTimed((now) => clockText((now - start) / 1000));
  // The server's time and the browser's first one may lie a second apart.
  return (
    <span className={cn('tabular-nums', className)} suppressHydrationWarning>
      {text}
    </span>
  );
}
