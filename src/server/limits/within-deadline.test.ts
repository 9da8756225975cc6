import { afterEach, describe, expect, it, vi } from 'vitest';
import { withinDeadline } from './within-deadline';

afterEach(() => void vi.useRealTimers());

describe('withinDeadline', () => {
  it('gives up at the time and not before', async () => {
    vi.useFakeTimers();
    const outcome = vi.fn();
    withinDeadline(new Promise(() => {}), 50).catch(outcome);
    await vi.advanceTimersByTimeAsync(49);
    expect(outcome).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(outcome).toHaveBeenCalledOnce();
  });

  it('passes on what came in time, and leaves no timer', async () => {
    vi.useFakeTimers();
    expect(await withinDeadline(Promise.resolve('yes'), 50)).toBe('yes');
    await expect(withinDeadline(Promise.reject(new Error('no')), 50)).rejects.toThrow('no');
    await Promise.resolve();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('takes a standstill of its own process for no silence of the other', async () => {
    // Comes in the phase of the loop that follows the timers, as what is read from a socket does.
    const answer = withinDeadline(new Promise((resolve) => setImmediate(resolve, 'yes')), 50);
    const until = performance.now() + 100;
    while (performance.now() < until);
    expect(await answer).toBe('yes');
  });
});
