import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryFailures } from './memory-failures';

let now = 0;
beforeEach(() => {
  now = 1_000_000;
});
const counter = (limit: number, capacity?: number) => new MemoryFailures({ limit, windowMs: 60_000 }, () => now, capacity);

describe('MemoryFailures', () => {
  it('is exact at the limit', () => {
    const failures = counter(3);
    expect(failures.state('a')).toEqual({ limit: 3, remaining: 3, resetAt: now + 60_000, exceeded: false });
    expect([1, 2, 3].map(() => failures.record('a').exceeded)).toEqual([false, false, false]);
    expect(failures.state('a')).toMatchObject({ remaining: 0, exceeded: true });
    expect(failures.record('a')).toMatchObject({ remaining: 0, exceeded: true });
    expect(failures.state('b').remaining).toBe(3);
  });

  it('starts anew when the window of the first failure has ended, whatever came between', () => {
    const failures = counter(1);
    failures.record('a');
    now += 59_999;
    expect(failures.record('a')).toMatchObject({ exceeded: true, resetAt: 1_060_000 });
    now += 1;
    expect(failures.state('a').exceeded).toBe(false);
    expect(failures.record('a')).toMatchObject({ exceeded: false, resetAt: now + 60_000 });
  });

  it('forgets ended windows and, when full, the oldest', () => {
    const failures = counter(1, 2);
    for (const subject of ['a', 'b', 'c']) failures.record(subject);
    expect(failures.state('a').exceeded).toBe(false);
    expect(failures.state('b').exceeded).toBe(true);
    expect(failures.state('c').exceeded).toBe(true);
  });

  it('lets as many attempts begin as there are failures left, and others when those have ended', async () => {
    const failures = counter(2);
    const [first, second] = [failures.begin('a'), failures.begin('a')];
    expect(failures.begin('a')).toEqual({ kind: 'busy' });
    if (first.kind !== 'begun' || second.kind !== 'begun') throw new Error('they should have begun');
    await first.end(false);
    const third = failures.begin('a');
    if (third.kind !== 'begun') throw new Error('it should have begun');
    await second.end(true);
    expect(failures.begin('a')).toEqual({ kind: 'busy' });
    await third.end(true);
    expect(failures.begin('a')).toEqual({ kind: 'refused', resetAt: 1_060_000 });
  });

  it.each([
    [60, 2, 30],
    [5, 2, 2],
    [10, 100, 1],
  ])('of %i failures, one of %i instances alone allows %i', (limit, instances, share) => {
    const failures = counter(limit);
    expect(failures.state('a', instances)).toMatchObject({ limit: share, remaining: share });
    for (let i = 0; i < share; i++) expect(failures.record('a', instances).exceeded).toBe(false);
    expect(failures.begin('a', instances).kind).toBe('refused');
  });
});
