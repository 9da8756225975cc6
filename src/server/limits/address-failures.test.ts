import { beforeEach, describe, expect, it } from 'vitest';
import { AddressFailures, failureSubject } from './address-failures';

let now = 0;
beforeEach(() => {
  now = 1_000_000;
});
const counter = (limit: number, capacity?: number) => new AddressFailures(limit, () => now, capacity);

describe('AddressFailures', () => {
  it('is exact at the limit', () => {
    const failures = counter(3);
    expect(failures.state('10.0.0.1')).toEqual({ limit: 3, remaining: 3, resetAt: now + 60_000, exceeded: false });
    expect([1, 2, 3].map(() => failures.record('10.0.0.1').exceeded)).toEqual([false, false, false]);
    expect(failures.state('10.0.0.1')).toMatchObject({ remaining: 0, exceeded: true });
    expect(failures.record('10.0.0.1')).toMatchObject({ remaining: 0, exceeded: true });
    expect(failures.state('10.0.0.2').remaining).toBe(3);
  });

  it('starts anew a minute after the first failure, whatever came between', () => {
    const failures = counter(1);
    failures.record('10.0.0.1');
    now += 59_999;
    expect(failures.record('10.0.0.1')).toMatchObject({ exceeded: true, resetAt: 1_060_000 });
    now += 1;
    expect(failures.state('10.0.0.1').exceeded).toBe(false);
    expect(failures.record('10.0.0.1')).toMatchObject({ exceeded: false, resetAt: now + 60_000 });
  });

  it('forgets ended windows and, when full, the oldest', () => {
    const failures = counter(1, 2);
    for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) failures.record(address);
    expect(failures.state('10.0.0.1').exceeded).toBe(false);
    expect(failures.state('10.0.0.2').exceeded).toBe(true);
    expect(failures.state('10.0.0.3').exceeded).toBe(true);
  });
});

describe('failureSubject', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s counts as %s', (address, subject) => expect(failureSubject(address)).toBe(subject));
});
