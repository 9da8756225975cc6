import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Prng } from '@/server/seed/prng';
import { connect } from './connect';
import type { Options } from './options';
import { planCall } from './plan-call';
import { type Pass, playCall } from './play-call';
import { Progress } from './progress';

/**
 * Plays the calls, so many at the same time, until all have ended or `stop` says so; then none is begun any more and those
 * under way are ended.
 * @throws Refusal where Trilock does not take them.
 */
export async function simulateCalls(options: Options, out: NodeJS.WriteStream, stop: AbortSignal): Promise<void> {
  const { calls, concurrency, speed, language } = options;
  const { call, base, house } = await connect(options.url, options.credentials);
  out.write(`${calls} calls into ${house.name}, ${house.patients.length} patients to speak with.\n`);
  const prng = new Prng(options.seed);
  const progress = new Progress(out, calls);
  const pass: Pass = async (seconds) => {
    const jitter = 0.7 + Math.random() * 0.6;
    await wait((seconds * jitter * 1000) / speed, undefined, { signal }).catch(() => {});
    return !signal.aborted;
  };
  let left = calls;
  const failure = new AbortController();
  const signal = AbortSignal.any([stop, failure.signal]);
  setMaxListeners(concurrency + 1, signal);
  const work = async () => {
    while (left > 0 && !signal.aborted) {
      left--;
      await playCall(call, base, planCall(prng, house, language, new Date()), pass, progress);
      if (left > 0) await pass(2);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(concurrency, calls) }, work));
  } catch (error) {
    failure.abort();
    throw error;
  } finally {
    progress.close();
  }
}
