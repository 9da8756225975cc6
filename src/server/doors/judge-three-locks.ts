import type { SecretRing } from '@/server/credentials/secret-ring';
import type { KeyRecord, SecretRecord, TokenRecord } from './key-record';
import type { RefusalCause } from './verdict';

/** What the caller presented, each of a possible form. */
export type PresentedLocks = { secret: string; token: string };

/** The judgement of three locks; `refused` carries the cause for the audit log. */
export type Judgement =
  | { status: 'open'; token: TokenRecord; secret: SecretRecord }
  | { status: 'refused'; cause: RefusalCause }
  | { status: 'token_expired' };

/** A record that no credential matches: an unknown key costs the same comparisons as a known one. */
const NOBODY = {
  secrets: [{ id: '', hash: Buffer.alloc(32), version: 0, expiresAt: null }] as SecretRecord[],
  tokens: [] as TokenRecord[],
};

/**
 * Do the three locks open? Secret and token are hashed and compared in constant time whatever is known of the key; only then
 * does its state decide. Pure: no clock, no database.
 * @param record null: there is no such key.
 */
export function judgeThreeLocks(record: KeyRecord | null, locks: PresentedLocks, ring: SecretRing, now: Date): Judgement {
  const secretHashes = ring.hashes('api-secret', locks.secret);
  const tokenHashes = ring.hashes('hospital-token', locks.token);
  const secret = findMatch((record ?? NOBODY).secrets, secretHashes, ring);
  const token = findMatch((record ?? NOBODY).tokens, tokenHashes, ring);

  if (!record) return { status: 'refused', cause: 'key_unknown' };
  const keyFault = faultOfKey(record, now);
  if (keyFault) return { status: 'refused', cause: keyFault };
  if (!secret) return { status: 'refused', cause: 'secret_wrong' };
  if (secret.expiresAt !== null && secret.expiresAt <= now) return { status: 'refused', cause: 'secret_overlap_ended' };
  if (!token) return { status: 'refused', cause: 'token_wrong' };
  if (token.revokedAt !== null) return { status: 'refused', cause: 'token_revoked' };
  if (token.expiresAt <= now) return { status: 'token_expired' };
  return { status: 'open', token, secret };
}

/** Why the key itself opens nothing, whatever the other locks; null if it may. */
export function faultOfKey(record: KeyRecord, now: Date): RefusalCause | null {
  if (record.revokedAt !== null) return 'key_revoked';
  if (!record.isActive) return 'key_disabled';
  return record.expiresAt !== null && record.expiresAt <= now ? 'key_expired' : null;
}

function findMatch<Stored extends { hash: Buffer }>(stored: readonly Stored[], hashes: readonly Buffer[], ring: SecretRing) {
  let match: Stored | null = null;
  for (const candidate of stored) {
    // Every one is compared, also after a match.
    if (ring.matches(hashes, candidate.hash)) match = candidate;
  }
  return match;
}
