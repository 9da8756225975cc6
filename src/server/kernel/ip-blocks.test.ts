import { describe, expect, it } from 'vitest';
import { isAllowed, normalizeAddress, normalizeBlock } from './ip-blocks';

describe('normalizeBlock', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['2001:DB8::1', '2001:db8:0:0:0:0:0:1'],
    ['2001:db8::1/32', '2001:db8:0:0:0:0:0:0/32'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
  ])('writes %s as %s', (text, expected) => expect(normalizeBlock(text)).toBe(expected));

  it.each(['', 'true', '10.1', '0x7f.0.0.1', '010.0.0.1', '10.0.0.1/33', '10.0.0.256', 'fe80::1%eth0', 'host', '10.0.0.1/-1'])(
    'refuses %s',
    (text) => expect(normalizeBlock(text)).toBeNull(),
  );
});

describe('isAllowed', () => {
  it('allows anybody when the list is empty', () => expect(isAllowed('203.0.113.9', [])).toBe(true));
  it('compares blocks and single addresses of both families', () => {
    const blocks = ['10.0.0.0/8', '2001:db8:0:0:0:0:0:0/32', '192.0.2.7'];
    expect(isAllowed('10.255.0.1', blocks)).toBe(true);
    expect(isAllowed('::ffff:10.1.1.1', blocks)).toBe(true);
    expect(isAllowed('2001:db8:ffff::1', blocks)).toBe(true);
    expect(isAllowed('192.0.2.7', blocks)).toBe(true);
    expect(isAllowed('192.0.2.8', blocks)).toBe(false);
    expect(isAllowed('2001:db9::1', blocks)).toBe(false);
    expect(isAllowed('garbage', blocks)).toBe(false);
  });
});

describe('normalizeAddress', () => {
  it('is null for what is no address', () => expect(normalizeAddress('localhost')).toBeNull());
});
