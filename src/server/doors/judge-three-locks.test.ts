import { describe, expect, it } from 'vitest';
import { newApiKey, newApiSecret, newHospitalToken } from '@/server/credentials/formats';
import { SecretRing } from '@/server/credentials/secret-ring';
import { TIER_LIMITS } from '@/shared/rate-tiers';
import { judgeThreeLocks } from './judge-three-locks';
import type { KeyRecord } from './key-record';

const NOW = new Date('2026-06-01T12:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const ring = new SecretRing('a secret of at least thirty-two characters!');
const secret = newApiSecret();
const token = newHospitalToken();

function record(changes: Partial<KeyRecord> = {}): KeyRecord {
  const { hash, version } = ring.hash('api-secret', secret);
  const lock3 = ring.hash('hospital-token', token);
  return {
    hospitalId: 'h',
    id: 'k',
    branchId: null,
    kind: 'partner',
    key: newApiKey('nyra_'),
    name: null,
    environment: 'live',
    permissions: ['patients:read'],
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
    secrets: [{ id: 's', hash, version, expiresAt: null }],
    tokens: [{ id: 't', ...lock3, expiresAt: later(60), revokedAt: null, renewableUntil: later(3600) }],
    ...changes,
  };
}

const judge = (key: KeyRecord | null, locks = { secret, token }) => judgeThreeLocks(key, locks, ring, NOW);

describe('judgeThreeLocks', () => {
  it('opens for three right locks', () => expect(judge(record()).status).toBe('open'));

  it.each([
    ['key_unknown', null],
    ['key_revoked', record({ revokedAt: NOW, isActive: false })],
    ['key_disabled', record({ isActive: false })],
    ['key_expired', record({ expiresAt: NOW })],
    ['secret_wrong', record({ secrets: [] })],
    ['token_wrong', record({ tokens: [] })],
  ] as const)('refuses for %s', (cause, key) => expect(judge(key)).toEqual({ status: 'refused', cause }));

  it('opens with the old secret until its overlap ends, to the millisecond', () => {
    const [current] = record().secrets;
    const old = (expiresAt: Date) =>
      record({ secrets: [{ ...current, id: 'old', expiresAt } as KeyRecord['secrets'][number]] });
    expect(judge(old(new Date(NOW.getTime() + 1))).status).toBe('open');
    expect(judge(old(NOW))).toEqual({ status: 'refused', cause: 'secret_overlap_ended' });
  });

  it('tells that the token expired only to who has key and secret', () => {
    const tokens = record().tokens.map((stored) => ({ ...stored, expiresAt: NOW }));
    expect(judge(record({ tokens })).status).toBe('token_expired');
    expect(judge(record({ tokens }), { secret: newApiSecret(), token })).toEqual({ status: 'refused', cause: 'secret_wrong' });
    expect(judge(record({ tokens, isActive: false }))).toEqual({ status: 'refused', cause: 'key_disabled' });
  });

  it('does not call a revoked token expired', () => {
    const tokens = record().tokens.map((stored) => ({ ...stored, expiresAt: NOW, revokedAt: NOW }));
    expect(judge(record({ tokens }))).toEqual({ status: 'refused', cause: 'token_revoked' });
  });

  it('does not take one lock for another', () => {
    expect(judge(record(), { secret: token, token: secret })).toEqual({ status: 'refused', cause: 'secret_wrong' });
  });
});
