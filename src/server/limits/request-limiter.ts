import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { RATE_WINDOWS, type RateLimits, UNLIMITED } from '@/shared/rate-tiers';
import { shareOf } from './failure-counter';
import { decide, type LimitState, WINDOW_NAMES, type WindowCount } from './limit-state';
import type { SharedStore } from './shared-store';

/** Counts requests of a key or a person in three fixed windows, each from its first request (contract section 4). */
export class RequestLimiter {
  // The limit differs from key to key, so the store only counts; `decide` compares.
  readonly #stores = WINDOW_NAMES.map(
    (name) => new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: RATE_WINDOWS[name], keyPrefix: name }),
  );
  readonly #shared: SharedStore | null;

  /** @param shared where several instances count together; while it is lost, each counts in memory with its share. */
  constructor(shared: SharedStore | null = null) {
    this.#shared = shared;
  }

  /**
   * Counts one request, unless a window is full: a refused request is in none of the three, so that hammering a full window does
   * not use up the day.
   *
   * Exact: of any number of requests at once, to any number of instances, exactly `limit` pass.
   */
  consume(subject: string, limits: RateLimits): Promise<LimitState> {
    if (!this.#shared) return this.#inMemory(subject, limits);
    return this.#shared.count(
      () => this.#together(this.#shared as SharedStore, subject, limits),
      (instances) => this.#inMemory(subject, divide(limits, instances)),
    );
  }

  /** All three are counted in one synchronous step (the store counts before its promise is made), and taken back if refused. */
  async #inMemory(subject: string, limits: RateLimits): Promise<LimitState> {
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

  async #together({ client }: SharedStore, subject: string, limits: RateLimits): Promise<LimitState> {
    const keys = WINDOW_NAMES.map((name) => `trilock:requests:${RATE_WINDOWS[name]}:${subject}`);
    const most = WINDOW_NAMES.map((name) => limits[name] ?? UNLIMITED);
    const times = WINDOW_NAMES.map((name) => RATE_WINDOWS[name] * 1000);
    const counts = await client.trilockWindows(...keys, ...most, ...times);
    const now = Date.now();
    const windows = WINDOW_NAMES.map((_, index) => ({
      used: counts[2 * index] as number,
      resetAt: now + (counts[2 * index + 1] as number),
    }));
    return decide(windows, limits, now);
  }
}

function toCount(result: RateLimiterRes, now: number): WindowCount {
  return { used: result.consumedPoints, resetAt: now + result.msBeforeNext };
}

function divide(limits: RateLimits, instances: number): RateLimits {
  const part = (limit: number | null) => (limit === null ? null : shareOf(limit, instances));
  return { per15Minutes: part(limits.per15Minutes), perHour: part(limits.perHour), perDay: part(limits.perDay) };
}
