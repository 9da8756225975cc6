import type { AuthDatabase } from '@/server/db/auth-database';
import type { HospitalInfo } from '@/server/kernel/principal';
import { isPermission, type Permission } from '@/shared/permissions';
import { type RateLimits, type RateTier, TIER_LIMITS } from '@/shared/rate-tiers';

/** Lock 2 of a partner key, or the whole of a server key. `expiresAt` null: the current one. */
export type SecretRecord = { id: string; hash: Buffer; version: number; expiresAt: Date | null };

/** Lock 3. */
export type TokenRecord = {
  id: string;
  hash: Buffer;
  version: number;
  expiresAt: Date;
  revokedAt: Date | null;
  renewableUntil: Date;
};

/**
 * Everything a door must know of a key to judge it, deadlines included: a record may be cached, so nothing in it is already
 * judged by the time of the query (a cache that forgets deadlines lets expired tokens pass).
 */
export type KeyRecord = {
  hospitalId: string;
  id: string;
  branchId: string | null;
  kind: 'partner' | 'server';
  key: string;
  name: string | null;
  environment: 'live' | 'test';
  permissions: readonly Permission[];
  expiresAt: Date | null;
  allowedIps: readonly string[];
  rateTier: RateTier;
  /** Of its tier, or for `enterprise` as set on the key. */
  rateLimits: RateLimits;
  isActive: boolean;
  revokedAt: Date | null;
  flaggedAt: Date | null;
  createdBy: string | null;
  updatedBy: string | null;
  createdAt: Date;
  updatedAt: Date;
  hospital: HospitalInfo;
  /** Has the hospital, or the key's branch, frozen outside access? */
  frozen: boolean;
  secrets: readonly SecretRecord[];
  /** Unexpired ones, and the newest 20 that expired without being revoked. */
  tokens: readonly TokenRecord[];
};

type SecretJson = { id: string; hash: string; version: number; expiresAt: string | null };
type TokenJson = {
  id: string;
  hash: string;
  version: number;
  expiresAt: string;
  revokedAt: string | null;
  renewableUntil: string;
};
type Row = Omit<KeyRecord, 'permissions' | 'rateLimits' | 'hospital' | 'secrets' | 'tokens'> & {
  permissions: string[];
  rateLimits: { per_15_minutes?: number | null; per_hour?: number | null; per_day?: number | null } | null;
  hospitalName: string;
  timezone: string;
  country: string;
  currency: string;
  secrets: SecretJson[];
  tokens: TokenJson[];
};

// Of revoked or expired tokens only the newest 20 are read: they serve the audit log's cause and TOKEN_EXPIRED, and a key that
// has been renewed for years must cost no more than a new one.
const TOKEN_JSON = `json_build_object('id', t.id, 'hash', encode(t.token_hash, 'hex'), 'version', t.hash_version,
  'expiresAt', t.expires_at, 'revokedAt', t.revoked_at, 'renewableUntil', t.renewable_until)`;

const COLUMNS = `k.hospital_id AS "hospitalId", k.id, k.branch_id AS "branchId", k.kind, k.key, k.name, k.environment,
  coalesce(k.permissions, '{}') AS permissions, k.expires_at AS "expiresAt", coalesce(k.allowed_ips, '{}') AS "allowedIps",
  k.rate_tier AS "rateTier", k.rate_limits AS "rateLimits", k.is_active AS "isActive", k.revoked_at AS "revokedAt",
  k.flagged_at AS "flaggedAt", k.created_by AS "createdBy", k.updated_by AS "updatedBy", k.created_at AS "createdAt",
  k.updated_at AS "updatedAt", h.name AS "hospitalName", h.timezone, h.country, h.currency,
  (h.frozen_at IS NOT NULL OR b.frozen_at IS NOT NULL) AS frozen,
  (SELECT coalesce(json_agg(json_build_object('id', s.id, 'hash', encode(s.secret_hash, 'hex'), 'version', s.hash_version,
      'expiresAt', s.expires_at)), '[]')
    FROM api_secrets s WHERE s.hospital_id = k.hospital_id AND s.api_key_id = k.id) AS secrets,
  (SELECT coalesce(json_agg(t.token), '[]') FROM (
      (SELECT ${TOKEN_JSON} AS token FROM hospital_tokens t
        WHERE t.hospital_id = k.hospital_id AND t.api_key_id = k.id AND t.expires_at > now() AND t.revoked_at IS NULL)
      UNION ALL
      (SELECT ${TOKEN_JSON} FROM hospital_tokens t
        WHERE t.hospital_id = k.hospital_id AND t.api_key_id = k.id AND t.expires_at > now() AND t.revoked_at IS NOT NULL
        ORDER BY t.created_at DESC LIMIT 20)
      UNION ALL
      (SELECT ${TOKEN_JSON} FROM hospital_tokens t
        WHERE t.hospital_id = k.hospital_id AND t.api_key_id = k.id AND t.expires_at <= now() AND t.revoked_at IS NULL
        ORDER BY t.created_at DESC LIMIT 20)
    ) AS t) AS tokens`;

const JOINS = `JOIN hospitals h ON h.id = k.hospital_id
  LEFT JOIN branches b ON b.hospital_id = k.hospital_id AND b.id = k.branch_id`;

const BY_KEY = `SELECT ${COLUMNS} FROM api_keys k ${JOINS} WHERE k.key = $1 AND k.kind = 'partner' LIMIT 1`;

const BY_HASH = `SELECT ${COLUMNS} FROM api_secrets found
  JOIN api_keys k ON k.hospital_id = found.hospital_id AND k.id = found.api_key_id ${JOINS}
  WHERE found.secret_hash = ANY ($1::bytea[]) AND k.kind = 'server' LIMIT 1`;

const BY_ID = `SELECT ${COLUMNS} FROM api_keys k ${JOINS} WHERE k.hospital_id = $1 AND k.id = $2 LIMIT 1`;

/** The partner key of this string, whatever its state, by one indexed query; null if there is none. */
export async function loadPartnerKey(db: AuthDatabase, key: string): Promise<KeyRecord | null> {
  const [row] = await db.query<Row>({ name: 'door_partner_key', text: BY_KEY, values: [key] });
  return row ? toRecord(row) : null;
}

/**
 * The server key with one of these hashes, whatever its state, by one indexed query; null if there is none.
 * @param hashes of the presented key under every secret version that still verifies (purpose `server-key`).
 */
export async function loadServerKey(db: AuthDatabase, hashes: Buffer[]): Promise<KeyRecord | null> {
  const [row] = await db.query<Row>({ name: 'door_server_key', text: BY_HASH, values: [hashes] });
  return row ? toRecord(row) : null;
}

/** The key of this id, whatever its state; null if there is none. */
export async function loadKeyById(db: AuthDatabase, hospitalId: string, id: string): Promise<KeyRecord | null> {
  const [row] = await db.query<Row>({ name: 'door_key_by_id', text: BY_ID, values: [hospitalId, id] });
  return row ? toRecord(row) : null;
}

function toRecord(row: Row): KeyRecord {
  const { hospitalName, timezone, country, currency, ...rest } = row;
  return {
    ...rest,
    // A permission that this version no longer knows grants nothing.
    permissions: row.permissions.filter(isPermission),
    rateLimits: row.rateTier === 'enterprise' ? ownLimits(row.rateLimits) : TIER_LIMITS[row.rateTier],
    hospital: { id: row.hospitalId, name: hospitalName, timezone, country, currency },
    secrets: row.secrets.map((secret) => ({
      ...secret,
      hash: Buffer.from(secret.hash, 'hex'),
      expiresAt: secret.expiresAt === null ? null : new Date(secret.expiresAt),
    })),
    tokens: row.tokens.map((token) => ({
      ...token,
      hash: Buffer.from(token.hash, 'hex'),
      expiresAt: new Date(token.expiresAt),
      revokedAt: token.revokedAt === null ? null : new Date(token.revokedAt),
      renewableUntil: new Date(token.renewableUntil),
    })),
  };
}

function ownLimits(set: Row['rateLimits']): RateLimits {
  return { per15Minutes: set?.per_15_minutes ?? null, perHour: set?.per_hour ?? null, perDay: set?.per_day ?? null };
}
