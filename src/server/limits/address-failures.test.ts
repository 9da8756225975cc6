import { describe, expect, it } from 'vitest';
import { AddressFailures, failureSubject } from './address-failures';
import { MemoryFailures } from './memory-failures';

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

it('counts all addresses of one subscriber together', async () => {
  const failures = new AddressFailures(new MemoryFailures({ limit: 1, windowMs: 60_000 }));
  await failures.record('2001:db8:1:2::3');
  expect(await failures.state('2001:db8:1:2:ffff::')).toMatchObject({ exceeded: true });
  expect(await failures.begin('2001:db8:1:2::4')).toMatchObject({ kind: 'refused' });
  expect(await failures.begin('2001:db8:1:3::4')).toMatchObject({ kind: 'begun' });
});
