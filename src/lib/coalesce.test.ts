import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { coalesce } from './coalesce';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('does the first at once, and what comes meanwhile together, once', async () => {
  const work = vi.fn(async () => {});
  const { ask } = coalesce(work, 1000);
  ask();
  expect(work).toHaveBeenCalledTimes(1);
  for (let word = 0; word < 50; word++) ask();
  await vi.advanceTimersByTimeAsync(999);
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(work).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(5000);
  expect(work).toHaveBeenCalledTimes(2);
});

it('never runs twice at a time, and runs again for what was asked while it ran', async () => {
  const ends: (() => void)[] = [];
  const work = vi.fn(() => new Promise<void>((resolve) => ends.push(resolve)));
  const { ask } = coalesce(work, 10);
  ask();
  await vi.advanceTimersByTimeAsync(50);
  ask();
  expect(work).toHaveBeenCalledTimes(1);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(work).toHaveBeenCalledTimes(2);
});

it('goes on after a failure, and not after its end', async () => {
  const work = vi.fn().mockRejectedValueOnce(new TypeError('fetch failed')).mockResolvedValue(null);
  const { ask, stop } = coalesce(work, 10);
  ask();
  await vi.advanceTimersByTimeAsync(10);
  ask();
  expect(work).toHaveBeenCalledTimes(2);
  stop();
  await vi.advanceTimersByTimeAsync(10);
  ask();
  expect(work).toHaveBeenCalledTimes(2);
});
