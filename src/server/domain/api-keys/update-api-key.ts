import { Prisma } from '@/server/db/generated/client';
import type { Transaction } from '@/server/db/prisma-client';
import { requireBranch } from '@/server/domain/branches/require-branch';
import type { Permission } from '@/shared/permissions';
import type { RateTier } from '@/shared/rate-tiers';
import { API_KEY_COLUMNS, type ApiKey, type StoredRateLimits, toApiKey } from './api-key';
import { checkRestrictions } from './check-restrictions';
import { lockApiKey } from './find-api-key';

/** What an admin may change; an absent field stays. */
export type ApiKeyChanges = Partial<{
  isActive: boolean;
  name: string | null;
  permissions: Permission[];
  branchId: string | null;
  expiresAt: Date | null;
  allowedIps: string[];
  rateTier: RateTier;
  rateLimits: StoredRateLimits | null;
}>;

/**
 * Changes a key. Takes effect on every instance within 100 ms of the commit (contract section 1, rule 8).
 * @param check sees the key as it is before the change, locked, and may throw.
 * @throws AppError RESOURCE_NOT_FOUND, VALIDATION_ERROR
 */
export async function updateApiKey(
  tx: Transaction,
  hospitalId: string,
  idOrKey: string,
  changes: ApiKeyChanges,
  actor: { userId: string; now: Date; check: (key: ApiKey) => void },
): Promise<ApiKey> {
  const current = await lockApiKey(tx, hospitalId, idOrKey);
  actor.check(current);
  if (Object.keys(changes).length === 0) return current;
  if (changes.branchId) await requireBranch(tx, hospitalId, changes.branchId);
  const rateTier = changes.rateTier ?? current.rateTier;
  // Limits of their own belong to enterprise; another tier takes them away.
  const kept = rateTier === 'enterprise' ? current.rateLimits : null;
  const rateLimits = changes.rateLimits === undefined ? kept : changes.rateLimits;
  const allowedIps = checkRestrictions(
    {
      // An expiry that has passed since is no fault of a change of something else.
      expiresAt: changes.expiresAt ?? null,
      allowedIps: changes.allowedIps ?? current.allowedIps,
      rateTier,
      rateLimits,
    },
    actor.now,
  );
  const row = await tx.apiKey.update({
    where: { hospitalId_id: { hospitalId, id: current.id } },
    data: {
      ...changes,
      allowedIps,
      rateTier,
      rateLimits: rateLimits ?? Prisma.DbNull,
      updatedBy: actor.userId,
      updatedAt: actor.now,
    },
    select: API_KEY_COLUMNS,
  });
  return toApiKey(row, current.lastUsedAt);
}
