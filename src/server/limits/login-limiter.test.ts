import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLimits } from './create-limits';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000_000 }));
afterEach(() => void vi.useRealTimers());

const limiter = (perMinute = 1000) => createLimits(perMinute).logins;
const who = (email: string | null = 'a@example.com', address = '10.0.0.1') => ({ email, address });
const fail = async () => ({ failed: true, value: 'no' });
const succeed = async () => ({ failed: false, value: 'yes' });

describe('LoginLimiter', () => {
  it('refuses the eleventh attempt unread, right or wrong, and tells when to come back', async () => {
    const limits = limiter();
    for (let i = 0; i < 10; i++) expect(await limits.guard(who(), fail)).toBe('no');
    const work = vi.fn(succeed);
    vi.advanceTimersByTime(60_000);
    await expect(limits.guard(who(' A@Example.COM'), work)).rejects.toMatchObject({
      code: 'RATE_LIMIT_EXCEEDED',
      retryAfter: 840,
      auditCause: 'login_limit_email',
    });
    expect(work).not.toHaveBeenCalled();
    expect(await limits.guard(who('b@example.com'), work)).toBe('yes');
    vi.advanceTimersByTime(840_000);
    expect(await limits.guard(who(), work)).toBe('yes');
  });

  it('counts no success, and nothing that was thrown', async () => {
    const limits = limiter();
    for (let i = 0; i < 9; i++) await limits.guard(who(), fail);
    for (let i = 0; i < 20; i++) await limits.guard(who(), succeed);
    await expect(limits.guard(who(), () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await limits.guard(who(), fail)).toBe('no');
    await expect(limits.guard(who(), succeed)).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
  });

  it('lets exactly ten of many simultaneous guesses through', async () => {
    const limits = limiter();
    const work = vi.fn(fail);
    const settled = await Promise.allSettled(Array.from({ length: 50 }, () => limits.guard(who(), work)));
    expect(work).toHaveBeenCalledTimes(10);
    expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(40);
  });

  it('refuses no right password because many come at once', async () => {
    const limits = limiter(5);
    const work = vi.fn(succeed);
    const all = Array.from({ length: 50 }, (_, i) => limits.guard(who(i % 2 ? null : `${i}@example.com`), work));
    expect(await Promise.all(all)).toHaveLength(50);
    expect(work).toHaveBeenCalledTimes(50);
  });

  it('holds the limit of the address exactly, over all e-mails and for refresh tokens', async () => {
    const limits = limiter(5);
    const work = vi.fn(fail);
    const all = Array.from({ length: 20 }, (_, i) => limits.guard(who(i % 2 ? null : `${i}@example.com`), work));
    const settled = await Promise.allSettled(all);
    expect(work).toHaveBeenCalledTimes(5);
    expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(15);
    await expect(limits.guard(who('new@example.com'), succeed)).rejects.toMatchObject({
      retryAfter: 60,
      auditCause: 'login_limit_address',
    });
    expect(await limits.guard(who('new@example.com', '10.0.0.2'), succeed)).toBe('yes');
    vi.advanceTimersByTime(60_000);
    expect(await limits.guard(who('new@example.com'), succeed)).toBe('yes');
  });
});
