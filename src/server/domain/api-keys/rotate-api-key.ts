import type { Transaction } from '@/server/db/prisma-client';
import { readHospital } from '@/server/domain/hospitals/read-hospital';
import type { Services } from '@/server/domain/services';
import { API_KEY_COLUMNS, toApiKey } from './api-key';
import type { CreatedApiKey } from './create-api-key';
import { lockApiKey } from './find-api-key';
import { issueSecret } from './issue-secret';
import { issueToken } from './issue-token';
import { planOverlap } from './secret-overlap';
import { chainEnd } from './token-life';

export type RotatedApiKey = CreatedApiKey & { oldSecretExpiresAt: Date | null };

/**
 * Gives a key a new secret and token (a server key: a new key). The old secret works on for the overlap; 0 ends all older
 * secrets and tokens at once.
 * @param overlapSeconds 0 to 604,800.
 * @throws AppError RESOURCE_NOT_FOUND
 */
export async function rotateApiKey(
  tx: Transaction,
  services: Services,
  hospitalId: string,
  idOrKey: string,
  overlapSeconds: number,
  actor: { userId: string; address: string; now: Date },
): Promise<RotatedApiKey> {
  const { now } = actor;
  const key = await lockApiKey(tx, hospitalId, idOrKey);
  const hospital = await readHospital(tx, hospitalId);
  const stored = await tx.apiSecret.findMany({
    where: { hospitalId, apiKeyId: key.id },
    select: { id: true, expiresAt: true },
  });
  const plan = planOverlap(stored, overlapSeconds, now);
  await tx.apiSecret.deleteMany({ where: { hospitalId, id: { in: plan.end } } });
  if (plan.keep) {
    await tx.apiSecret.updateMany({ where: { hospitalId, id: plan.keep.id }, data: { expiresAt: plan.keep.until } });
  } else {
    await tx.hospitalToken.updateMany({ where: { hospitalId, apiKeyId: key.id, revokedAt: null }, data: { revokedAt: now } });
  }
  const issued = await issueSecret(tx, services.secrets, { ...key, apiKeyId: key.id, now });
  const row = await tx.apiKey.update({
    where: { hospitalId_id: { hospitalId, id: key.id } },
    data: { ...(issued.kind === 'server' && { key: issued.hint }), updatedBy: actor.userId, updatedAt: now },
    select: API_KEY_COLUMNS,
  });
  const token =
    key.kind === 'partner'
      ? await issueToken(tx, services.secrets, {
          hospitalId,
          apiKeyId: key.id,
          ttlSeconds: hospital.tokenTtlSeconds,
          keyExpiresAt: key.expiresAt,
          renewableUntil: chainEnd(now, hospital.tokenChainDays, key.expiresAt),
          parentId: null,
          address: actor.address,
          now,
        })
      : null;
  return { apiKey: toApiKey(row, key.lastUsedAt), issued, token, oldSecretExpiresAt: plan.keep?.until ?? null };
}
