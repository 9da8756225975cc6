import type { Client } from './http';
import type { CallPlan } from './plan-call';
import type { Progress } from './progress';

/** Lets so many seconds of the call pass; false once the run is being ended. */
export type Pass = (seconds: number) => Promise<boolean>;

/** Seconds until somebody takes a call, and until it is given up. */
const RINGING = 3;
const UNANSWERED = 20;

/** Records one call from its beginning to its end. One that is broken off ends as failed: no call is left open. */
export async function playCall(call: Client, base: string, plan: CallPlan, pass: Pass, progress: Progress): Promise<void> {
  const { id } = await call<{ id: string }>('POST', base, plan.record);
  progress.begun();
  let seconds = plan.status === 'missed' ? UNANSWERED : RINGING;
  let going = await pass(seconds);
  for (const line of plan.lines) {
    if (!going) break;
    await call('POST', `${base}/${id}/transcript`, line);
    progress.said();
    // About as long as it takes to say, so that most lines take a second or so.
    const pause = 0.5 + line.text.length * 0.015;
    seconds += pause;
    going = await pass(pause);
  }
  const status = going ? plan.status : 'failed';
  const duration = status === 'missed' ? 0 : Math.round(seconds);
  await call('PATCH', `${base}/${id}`, { call_status: status, duration });
  progress.ended(status);
}
