import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TIER_LIMITS, UNLIMITED } from '@/shared/rate-tiers';
import { RequestLimiter } from './request-limiter';

const START = new Date('2026-01-01T00:00:00Z');

describe('RequestLimiter', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: START });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('lets exactly the limit pass, and refuses the next one', async () => {
    const limiter = new RequestLimiter();
    for (let i = 1; i <= 100; i++) {
      const state = await limiter.consume('k', TIER_LIMITS.free);
      expect(state.refused).toBe(false);
      expect(state.nearest.remaining).toBe(100 - i);
    }
    const refused = await limiter.consume('k', TIER_LIMITS.free);
    expect(refused).toMatchObject({ refused: true, retryAfterSeconds: 900 });
    expect(refused.nearest).toMatchObject({ limit: 100, remaining: 0, windowSeconds: 900, resetAt: START.getTime() + 900_000 });
  });

  it('lets exactly the limit pass when all come at once', async () => {
    const limiter = new RequestLimiter();
    const states = await Promise.all(Array.from({ length: 500 }, () => limiter.consume('k', TIER_LIMITS.free)));
    expect(states.filter((state) => !state.refused)).toHaveLength(100);
  });

  it('starts a window at its first request and anew at its end, to the millisecond', async () => {
    const limiter = new RequestLimiter();
    const limits = { per15Minutes: 1, perHour: null, perDay: null };
    await limiter.consume('k', limits);
    vi.setSystemTime(START.getTime() + 899_999);
    expect((await limiter.consume('k', limits)).refused).toBe(true);
    vi.setSystemTime(START.getTime() + 900_000);
    expect((await limiter.consume('k', limits)).refused).toBe(false);
  });

  it('does not charge the hour and the day for what the quarter refused', async () => {
    const limiter = new RequestLimiter();
    const limits = { per15Minutes: 1, perHour: 2, perDay: 10 };
    await limiter.consume('k', limits);
    for (let i = 0; i < 5; i++) await limiter.consume('k', limits);
    vi.setSystemTime(START.getTime() + 900_000);
    const second = await limiter.consume('k', limits);
    expect(second.windows.map((window) => window.remaining)).toEqual([0, 0, 8]);
    expect(second.refused).toBe(false);
  });

  it('waits for the last of the full windows', async () => {
    const limiter = new RequestLimiter();
    const limits = { per15Minutes: 1, perHour: 1, perDay: 10 };
    await limiter.consume('k', limits);
    expect((await limiter.consume('k', limits)).retryAfterSeconds).toBe(3600);
  });

  it('shows the window nearest to running out, and unlimited ones as 999999999', async () => {
    const limiter = new RequestLimiter();
    const state = await limiter.consume('k', { per15Minutes: null, perHour: 5, perDay: 7 });
    expect(state.nearest).toMatchObject({ limit: 5, remaining: 4, windowSeconds: 3600 });
    expect((await limiter.consume('other', TIER_LIMITS.enterprise)).nearest.limit).toBe(UNLIMITED);
  });

  it('counts each subject for itself', async () => {
    const limiter = new RequestLimiter();
    const limits = { per15Minutes: 1, perHour: null, perDay: null };
    await limiter.consume('a', limits);
    expect((await limiter.consume('b', limits)).refused).toBe(false);
  });
});
