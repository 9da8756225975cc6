import type { Prisma } from '@/server/db/generated/client';
import { isPermission, type Permission } from '@/shared/permissions';
import type { RateTier } from '@/shared/rate-tiers';

/** Limits of an `enterprise` key as stored and as sent; absent or null: unlimited. */
export type StoredRateLimits = {
  per_15_minutes?: number | null | undefined;
  per_hour?: number | null | undefined;
  per_day?: number | null | undefined;
};

/** An API key as its hospital's admin sees it; never a secret. */
export type ApiKey = {
  hospitalId: string;
  id: string;
  branchId: string | null;
  kind: 'partner' | 'server';
  /** partner: the identifier. server: prefix and last four characters. */
  key: string;
  name: string | null;
  environment: 'live' | 'test';
  permissions: Permission[];
  expiresAt: Date | null;
  allowedIps: string[];
  rateTier: RateTier;
  rateLimits: StoredRateLimits | null;
  isActive: boolean;
  lastUsedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
};

/** The columns of an ApiKey. */
export const API_KEY_COLUMNS = {
  hospitalId: true,
  id: true,
  branchId: true,
  kind: true,
  key: true,
  name: true,
  environment: true,
  permissions: true,
  expiresAt: true,
  allowedIps: true,
  rateTier: true,
  rateLimits: true,
  isActive: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.ApiKeySelect;

type ApiKeyRow = Prisma.ApiKeyGetPayload<{ select: typeof API_KEY_COLUMNS }>;

/** The row with its parsed types; what the database's checks guarantee is asserted, not tested again. */
export function toApiKey(row: ApiKeyRow, lastUsedAt: Date | null): ApiKey {
  return {
    ...row,
    kind: row.kind as ApiKey['kind'],
    environment: row.environment as ApiKey['environment'],
    permissions: row.permissions.filter(isPermission),
    rateTier: row.rateTier as RateTier,
    rateLimits: row.rateLimits as StoredRateLimits | null,
    lastUsedAt,
  };
}
