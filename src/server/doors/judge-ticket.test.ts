import { describe, expect, it } from 'vitest';
import { TIER_LIMITS } from '@/shared/rate-tiers';
import { endOfSocket, faultOfTicket } from './judge-ticket';
import type { KeyRecord } from './key-record';

const NOW = new Date('2026-06-01T12:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const token = (changes: Partial<KeyRecord['tokens'][number]> = {}) => ({
  id: 't',
  hash: Buffer.alloc(32),
  version: 1,
  expiresAt: later(60),
  revokedAt: null,
  renewableUntil: later(3600),
  ...changes,
});

function record(changes: Partial<KeyRecord> = {}): KeyRecord {
  return {
    hospitalId: 'h',
    id: 'k',
    branchId: null,
    kind: 'partner',
    key: 'nyra_x',
    name: null,
    environment: 'live',
    permissions: ['ws:ticket'],
    expiresAt: null,
    allowedIps: [],
    rateTier: 'basic',
    rateLimits: TIER_LIMITS.basic,
    isActive: true,
    revokedAt: null,
    flaggedAt: null,
    createdBy: null,
    updatedBy: null,
    createdAt: NOW,
    updatedAt: NOW,
    hospital: { id: 'h', name: 'H', timezone: 'UTC', country: 'IN', currency: 'INR' },
    frozen: false,
    secrets: [],
    tokens: [token({ id: 'other' }), token()],
    ...changes,
  };
}

const faultOf = (changes: Partial<KeyRecord>, production = false) =>
  faultOfTicket(record(changes), { tokenId: 't', address: '203.0.113.9', production }, NOW);

describe('faultOfTicket', () => {
  it('finds none where everything is right, and with admin', () => {
    expect(faultOf({})).toBeNull();
    expect(faultOf({ permissions: ['admin'], allowedIps: ['203.0.113.0/24'] })).toBeNull();
  });

  it.each([
    ['key_revoked', 'INVALID_API_KEY', { revokedAt: NOW }],
    ['key_disabled', 'INVALID_API_KEY', { isActive: false }],
    ['key_expired', 'INVALID_API_KEY', { expiresAt: NOW }],
    ['token_revoked', 'INVALID_API_KEY', { tokens: [token({ id: 'other' })] }],
    ['token_revoked', 'INVALID_API_KEY', { tokens: [token({ revokedAt: NOW, expiresAt: NOW })] }],
    ['token_expired', 'TOKEN_EXPIRED', { tokens: [token({ expiresAt: NOW })] }],
  ] as const)('%s: %s, as one whose credentials are not good', (cause, code, changes) => {
    expect(faultOf({ ...changes, tokens: 'tokens' in changes ? [...changes.tokens] : record().tokens })).toEqual({
      code,
      cause,
      authenticated: false,
    });
  });

  it.each([
    ['address_not_allowed', 'IP_NOT_ALLOWED', { allowedIps: ['10.0.0.0/8'], frozen: true }],
    ['frozen', 'ACCESS_FROZEN', { frozen: true, permissions: [] }],
    ['permission_ws:ticket', 'INSUFFICIENT_PERMISSIONS', { permissions: ['calls:read'] }],
  ] as const)('%s: %s', (cause, code, changes) => {
    expect(faultOf(changes)).toEqual({ code, cause, authenticated: true });
  });

  it('refuses a test key in production only', () => {
    expect(faultOf({ environment: 'test' })).toBeNull();
    expect(faultOf({ environment: 'test' }, true)?.cause).toBe('test_key_in_production');
  });
});

it('a socket ends with its token or its key, whichever ends first', () => {
  expect(endOfSocket(record(), 't')).toEqual(later(60));
  expect(endOfSocket(record({ expiresAt: later(30) }), 't')).toEqual(later(30));
  expect(endOfSocket(record({ expiresAt: later(90) }), 't')).toEqual(later(60));
  expect(endOfSocket(record(), 'x')).toBeNull();
});
