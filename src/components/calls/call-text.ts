import type { Tone } from '@/components/ui/badge';
import { dateText, relativeText } from '@/lib/time-text';
import type { AgentType, CallRow } from './types';

export const AGENT_TEXT: Record<AgentType, string> = {
  inbound: 'Inbound',
  appointment_reminder: 'Reminder',
  feedback: 'Feedback',
};

export const DIRECTION_TEXT: Record<CallRow['direction'], string> = { INBOUND: 'Incoming', OUTBOUND: 'Outgoing' };

/** In a list of calls that are over, one that still says `in_progress` was never ended by its platform. */
export const STATUS_TEXT: Record<CallRow['call_status'], { label: string; tone: Tone }> = {
  in_progress: { label: 'No end recorded', tone: 'neutral' },
  completed: { label: 'Completed', tone: 'success' },
  missed: { label: 'Missed', tone: 'warning' },
  failed: { label: 'Failed', tone: 'danger' },
};

const DAY_MS = 86_400_000;

/** Is somebody on the phone? No call is longer than a day (docs/decisions/0020): one that says so was forgotten. */
export function isLive({ call_status: status, created_at: at }: Pick<CallRow, 'call_status' | 'created_at'>, now: number) {
  return status === 'in_progress' && now - Date.parse(at) < DAY_MS;
}

/** The number of the person outside; null where nobody told it. */
export function outsideNumber(call: Pick<CallRow, 'direction' | 'from_number' | 'to_number'>): string | null {
  return call.direction === 'INBOUND' ? call.from_number : call.to_number;
}

/** Whom the call is with, as well as it is known. */
export function callTitle(call: Pick<CallRow, 'patient_name' | 'direction' | 'from_number' | 'to_number'>): string {
  return call.patient_name ?? outsideNumber(call) ?? 'Unknown number';
}

/** "0:07", "12:34", "1:02:03"; never below zero. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** "4 min ago" within a day, then day and time: of yesterday's forty calls "1 day ago" would tell nothing. */
export function beganText(at: number, now: number, timeZone: string): string {
  if (now - at < DAY_MS) return relativeText(at, now, timeZone);
  return dateText(at, timeZone, true).slice(0, -':00'.length);
}

/** How far into the call it was: "0:14". */
export function offsetText(at: string, start: string): string {
  return clockText((Date.parse(at) - Date.parse(start)) / 1000);
}
