import { newApiKey } from '@/server/credentials/formats';
import type { Transaction } from '@/server/db/prisma-client';
import { requireBranch } from '@/server/domain/branches/require-branch';
import { readHospital } from '@/server/domain/hospitals/read-hospital';
import type { Services } from '@/server/domain/services';
import { newId } from '@/server/kernel/new-id';
import type { Permission } from '@/shared/permissions';
import type { RateTier } from '@/shared/rate-tiers';
import { API_KEY_COLUMNS, type ApiKey, type StoredRateLimits, toApiKey } from './api-key';
import { checkRestrictions } from './check-restrictions';
import { type IssuedSecret, issueSecret } from './issue-secret';
import { type IssuedToken, issueToken } from './issue-token';
import { chainEnd } from './token-life';

export type NewApiKey = {
  name: string | null;
  kind: 'partner' | 'server';
  permissions: Permission[];
  branchId: string | null;
  environment: 'live' | 'test';
  expiresAt: Date | null;
  allowedIps: string[];
  /** Null: the hospital's default. */
  rateTier: RateTier | null;
  rateLimits: StoredRateLimits | null;
};

/** A key with what is shown once. `token` is null for a server key. */
export type CreatedApiKey = { apiKey: ApiKey; issued: IssuedSecret; token: IssuedToken | null };

type Actor = { userId: string; address: string; now: Date };

/**
 * Makes an API key with its secret and, for a partner key, its first hospital token.
 * @throws AppError RESOURCE_NOT_FOUND for a branch that is not the hospital's; VALIDATION_ERROR for an expiry in the past or
 *   a restriction that cannot be.
 */
export async function createApiKey(
  tx: Transaction,
  services: Services,
  hospitalId: string,
  input: NewApiKey,
  actor: Actor,
): Promise<CreatedApiKey> {
  const hospital = await readHospital(tx, hospitalId);
  const rateTier = input.rateTier ?? hospital.defaultRateTier;
  const allowedIps = checkRestrictions({ ...input, rateTier }, actor.now);
  if (input.branchId !== null) await requireBranch(tx, hospitalId, input.branchId);
  const id = newId();
  const { rateLimits, ...columns } = input;
  await tx.apiKey.create({
    data: {
      ...columns,
      hospitalId,
      id,
      // A server key's hint is known once its secret is made, below.
      key: input.kind === 'partner' ? newApiKey(services.config.keyPrefix) : '',
      allowedIps,
      rateTier,
      ...(rateLimits && { rateLimits }),
      createdBy: actor.userId,
      updatedBy: actor.userId,
      createdAt: actor.now,
      updatedAt: actor.now,
    },
    select: { id: true },
  });
  const issued = await issueSecret(tx, services.secrets, { ...input, hospitalId, apiKeyId: id, now: actor.now });
  const row = await tx.apiKey.update({
    where: { hospitalId_id: { hospitalId, id } },
    data: issued.kind === 'server' ? { key: issued.hint } : {},
    select: API_KEY_COLUMNS,
  });
  const token =
    input.kind === 'partner'
      ? await issueToken(tx, services.secrets, {
          hospitalId,
          apiKeyId: id,
          ttlSeconds: hospital.tokenTtlSeconds,
          keyExpiresAt: input.expiresAt,
          renewableUntil: chainEnd(actor.now, hospital.tokenChainDays, input.expiresAt),
          parentId: null,
          address: actor.address,
          now: actor.now,
        })
      : null;
  return { apiKey: toApiKey(row, null), issued, token };
}
