import { AppError } from '@/server/kernel/app-error';
import type { Call, CallStatus } from './call';

/** To which statuses each may change. One that is under way may be said to be so again; one that has ended stays as it ended. */
export const CALL_TRANSITIONS = {
  in_progress: ['in_progress', 'completed', 'missed', 'failed'],
  completed: [],
  missed: [],
  failed: [],
} as const satisfies Record<CallStatus, readonly CallStatus[]>;

/** What may be changed; absent stays, null clears. `duration` in seconds; it may be corrected after the end too. */
export type CallChanges = { callStatus?: CallStatus; duration?: number | null };

/** A day: no call is longer. */
export const MAX_DURATION = 86_400;

type Course = Pick<Call, 'callStatus' | 'duration' | 'endedAt'>;

/**
 * How a call goes on, and the event that tells of it. One that is completed without a `duration`, now or before, has lasted
 * from its record to now.
 * @throws AppError INVALID_STATUS_TRANSITION for a call that has ended.
 */
export function courseAfter(
  call: Course & Pick<Call, 'createdAt'>,
  changes: CallChanges,
  now: Date,
): Course & { event: 'call.ended' | 'call.updated' } {
  const { callStatus = call.callStatus } = changes;
  const given = changes.duration === undefined ? call.duration : changes.duration;
  if (changes.callStatus === undefined) {
    return { callStatus, duration: given, endedAt: call.endedAt, event: 'call.updated' };
  }
  if (!(CALL_TRANSITIONS[call.callStatus] as readonly CallStatus[]).includes(callStatus)) {
    throw new AppError('INVALID_STATUS_TRANSITION', {
      details: [{ path: 'call_status', message: `The call has ended: it is ${call.callStatus}.` }],
    });
  }
  if (callStatus === 'in_progress') return { callStatus, duration: given, endedAt: null, event: 'call.updated' };
  const measured = callStatus === 'completed' && changes.duration === undefined ? secondsBetween(call.createdAt, now) : null;
  return { callStatus, duration: given ?? measured, endedAt: now, event: 'call.ended' };
}

/** Whole seconds, never negative: instances may differ by some milliseconds. */
function secondsBetween(from: Date, to: Date): number {
  return Math.min(MAX_DURATION, Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000)));
}
