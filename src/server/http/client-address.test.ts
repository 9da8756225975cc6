import { describe, expect, it, test } from 'vitest';
import { message } from '../../../test/support/message';
import { clientOf } from './client-address';

const TRUSTED = ['10.0.0.0/8', '2001:db8:1::/48'];

function seen(peer: string, headers: Record<string, string>, trusted: readonly string[] = TRUSTED) {
  return clientOf(message({ peer, headers }), trusted);
}

describe('the address, behind trusted proxies', () => {
  it.each([
    ['one hop', '10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['the right-most that is not trusted', '10.0.0.1', '198.51.100.1, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
    ['what the client itself had sent stands further left', '10.0.0.1', '10.9.9.9, 203.0.113.9', '203.0.113.9'],
    ['spaces and tabs', '10.0.0.1', ' 203.0.113.9\t,10.0.0.2 ', '203.0.113.9'],
    ['a mapped peer', '::ffff:10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['a mapped hop', '10.0.0.1', '::ffff:203.0.113.9', '203.0.113.9'],
    ['a mapped trusted hop', '10.0.0.1', '203.0.113.9, ::ffff:10.0.0.2', '203.0.113.9'],
    ['version 6', '2001:db8:1::7', '2001:DB8:2::9', '2001:db8:2:0:0:0:0:9'],
    ['nobody but trusted ones', '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.1'],
    ['garbage', '10.0.0.1', 'unknown', '10.0.0.1'],
    ['garbage at the right hides what is left of it', '10.0.0.1', '203.0.113.9, <script>', '10.0.0.1'],
    ['an empty hop', '10.0.0.1', '203.0.113.9,', '10.0.0.1'],
    ['a port', '10.0.0.1', '203.0.113.7:52345', '203.0.113.7'],
    ['a port of a trusted hop', '10.0.0.1', '203.0.113.7:52345, 10.0.0.2:443', '203.0.113.7'],
    ['version 6 in brackets', '10.0.0.1', '[2001:db8:2::9]', '2001:db8:2:0:0:0:0:9'],
    ['version 6 with a port', '10.0.0.1', '[2001:db8:2::9]:443', '2001:db8:2:0:0:0:0:9'],
    ['version 6 without brackets has no port', '10.0.0.1', '2001:db8:2::9:443', '2001:db8:2:0:0:0:9:443'],
    ['a mapped hop with a port', '10.0.0.1', '[::ffff:203.0.113.9]:443', '203.0.113.9'],
    ['a port that is none', '10.0.0.1', '203.0.113.7:99999999', '10.0.0.1'],
    ['a port without digits', '10.0.0.1', '203.0.113.7:', '10.0.0.1'],
    ['an open bracket', '10.0.0.1', '[2001:db8:2::9', '10.0.0.1'],
    ['version 4 in brackets', '10.0.0.1', '[203.0.113.7]:443', '10.0.0.1'],
    ['an address in another notation', '10.0.0.1', '0xcb.0.113.9', '10.0.0.1'],
  ])('%s', (_name, peer, header, expected) => {
    expect(seen(peer, { 'x-forwarded-for': header }).address).toBe(expected);
  });
});

describe('headers from a peer that is not trusted', () => {
  const forged = { 'x-forwarded-for': '198.51.100.1', 'x-forwarded-proto': 'https' };

  it('are not read', () => expect(seen('203.0.113.9', forged)).toEqual({ address: '203.0.113.9', secure: false }));
  it('are not read from anybody where nobody is trusted', () =>
    expect(seen('127.0.0.1', forged, [])).toEqual({ address: '127.0.0.1', secure: false }));
  it('are not read from one whose address only looks alike', () => expect(seen('110.0.0.1', forged).secure).toBe(false));
});

describe('the protocol', () => {
  it.each([
    ['https', true],
    ['http', false],
    ['http, https', true],
    ['https, http', false],
    ['HTTPS ', false],
    ['', false],
  ])('X-Forwarded-Proto "%s" of a trusted proxy: %s', (proto, secure) => {
    expect(seen('10.0.0.1', { 'x-forwarded-proto': proto }).secure).toBe(secure);
  });

  it('is that of the connection without the header', () => {
    expect(clientOf(message({ peer: '10.0.0.1', encrypted: true }), TRUSTED).secure).toBe(true);
    expect(clientOf(message({ peer: '203.0.113.9', encrypted: true }), []).secure).toBe(true);
  });

  it('of a trusted proxy wins over that of its own connection to us', () => {
    const inner = message({ peer: '10.0.0.1', encrypted: true, headers: { 'x-forwarded-proto': 'http' } });
    expect(clientOf(inner, TRUSTED).secure).toBe(false);
  });
});

test('a connection that is gone has no address', () => {
  expect(clientOf(message({ peer: '' }), TRUSTED)).toEqual({ address: 'unknown', secure: false });
});
