import { RATE_WINDOWS, type RateLimits, UNLIMITED } from '@/shared/rate-tiers';

/** One window as headers and answers show it. */
export type WindowState = {
  /** Requests a window; UNLIMITED where there is no limit. */
  limit: number;
  remaining: number;
  /** Epoch milliseconds at which it starts anew. */
  resetAt: number;
  windowSeconds: number;
};

/** The three windows after a request was counted or refused. */
export type LimitState = {
  refused: boolean;
  windows: WindowState[];
  /** The window that is nearest to running out: fewest requests left; of equals the one that lasts longest. */
  nearest: WindowState;
  /** Whole seconds until every full window has started anew; 0 unless refused. */
  retryAfterSeconds: number;
};

/** What a store counted in one window. */
export type WindowCount = { used: number; resetAt: number };

export const WINDOW_NAMES = Object.keys(RATE_WINDOWS) as (keyof RateLimits)[];

/**
 * The decision over three windows, without a store or a clock of its own.
 * @param counts in the order of WINDOW_NAMES, this request included.
 * @param now epoch milliseconds.
 */
export function decide(counts: readonly WindowCount[], limits: RateLimits, now: number): LimitState {
  const full: WindowState[] = [];
  const windows = WINDOW_NAMES.map((name, index) => {
    const limit = limits[name] ?? UNLIMITED;
    const { used, resetAt } = counts[index] as WindowCount;
    const state = { limit, remaining: Math.max(limit - used, 0), resetAt, windowSeconds: RATE_WINDOWS[name] };
    if (used > limit) full.push(state);
    return state;
  });
  const candidates = full.length > 0 ? full : windows;
  const nearest = candidates.reduce((best, state) =>
    state.remaining < best.remaining || (state.remaining === best.remaining && state.resetAt > best.resetAt) ? state : best,
  );
  const wait = full.length > 0 ? Math.max(1, Math.ceil((nearest.resetAt - now) / 1000)) : 0;
  return { refused: full.length > 0, windows, nearest, retryAfterSeconds: wait };
}
