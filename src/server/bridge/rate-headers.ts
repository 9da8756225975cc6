import type { WindowState } from '@/server/limits/limit-state';

const NAMES: Record<number, string> = { 60: 'minute', 900: 'quarter', 3600: 'hour', 86400: 'day' };

/** The limits as headers show them: one window in the X- headers, all in the IETF policy. */
export type ShownLimits = { nearest: WindowState; windows: readonly WindowState[] };

/** X-RateLimit-* of the window nearest to running out, and the IETF fields (draft-ietf-httpapi-ratelimit-headers). */
export function rateHeaders({ nearest, windows }: ShownLimits, now: number): Record<string, string> {
  const seconds = Math.max(0, Math.ceil((nearest.resetAt - now) / 1000));
  return {
    'X-RateLimit-Limit': String(nearest.limit),
    'X-RateLimit-Remaining': String(nearest.remaining),
    'X-RateLimit-Reset': String(Math.ceil(nearest.resetAt / 1000)),
    'X-RateLimit-Window': String(nearest.windowSeconds),
    RateLimit: `"${NAMES[nearest.windowSeconds]}";r=${nearest.remaining};t=${seconds}`,
    'RateLimit-Policy': windows
      .map((state) => `"${NAMES[state.windowSeconds]}";q=${state.limit};w=${state.windowSeconds}`)
      .join(', '),
  };
}

/** The address's window of failed authentications, as every unauthenticated answer shows it. */
export function failureLimits(state: { limit: number; remaining: number; resetAt: number }): ShownLimits {
  const window = { ...state, windowSeconds: 60 };
  return { nearest: window, windows: [window] };
}
