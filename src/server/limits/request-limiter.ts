import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { RATE_WINDOWS, type RateLimits } from '@/shared/rate-tiers';
import { decide, type LimitState, WINDOW_NAMES, type WindowCount } from './limit-state';

/** Counts requests of a key or a person in three fixed windows, each from its first request (contract section 4). */
export class RequestLimiter {
  // The limit differs from key to key, so the store only counts; `decide` compares.
  readonly #stores = WINDOW_NAMES.map(
    (name) => new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: RATE_WINDOWS[name], keyPrefix: name }),
  );

  /**
   * Counts one request, unless a window is full: a refused request is taken back from all three, so that hammering a full
   * window does not use up the day.
   *
   * Exact: all three are counted in one synchronous step (the store counts before its promise is made), so that of any
   * number of requests at once exactly `limit` pass.
   */
  async consume(subject: string, limits: RateLimits): Promise<LimitState> {
    const counted = await Promise.all(this.#stores.map((store) => store.penalty(subject, 1)));
    const now = Date.now();
    const state = decide(
      counted.map((result) => toCount(result, now)),
      limits,
      now,
    );
    if (state.refused) await Promise.all(this.#stores.map((store) => store.reward(subject, 1)));
    return state;
  }
}

function toCount(result: RateLimiterRes, now: number): WindowCount {
  return { used: result.consumedPoints, resetAt: now + result.msBeforeNext };
}
