import type { Transaction } from '@/server/db/prisma-client';
import { readHospital } from '@/server/domain/hospitals/read-hospital';
import type { Services } from '@/server/domain/services';
import { AppError } from '@/server/kernel/app-error';
import type { KeyPrincipal } from '@/server/kernel/principal';
import { lockApiKey } from './find-api-key';
import { type IssuedToken, issueToken } from './issue-token';
import { chainEnd } from './token-life';

/**
 * A new hospital token, issued by an admin: it begins a new chain of renewals. Older ones live to their own expiry unless
 * `revokeOthers`.
 * @throws AppError RESOURCE_NOT_FOUND; CONFLICT for a server key, which has no token.
 */
export async function newToken(
  tx: Transaction,
  services: Services,
  hospitalId: string,
  idOrKey: string,
  options: { revokeOthers: boolean; address: string; now: Date },
): Promise<IssuedToken & { apiKeyId: string }> {
  const key = await lockApiKey(tx, hospitalId, idOrKey);
  if (key.kind !== 'partner') throw new AppError('CONFLICT', { message: 'A server key has no hospital token.' });
  const hospital = await readHospital(tx, hospitalId);
  if (options.revokeOthers) {
    await tx.hospitalToken.updateMany({
      where: { hospitalId, apiKeyId: key.id, revokedAt: null },
      data: { revokedAt: options.now },
    });
  }
  const issued = await issueToken(tx, services.secrets, {
    hospitalId,
    apiKeyId: key.id,
    ttlSeconds: hospital.tokenTtlSeconds,
    keyExpiresAt: key.expiresAt,
    renewableUntil: chainEnd(options.now, hospital.tokenChainDays, key.expiresAt),
    parentId: null,
    address: options.address,
    now: options.now,
  });
  return { ...issued, apiKeyId: key.id };
}

/**
 * Renews the token of a caller that holds three valid locks (contract section 6, POST /token). The chain's end stays. One
 * token renewed from two addresses may be in two hands: that marks the key for the admin.
 * @throws AppError CONFLICT when the chain has ended.
 */
export async function renewToken(
  tx: Transaction,
  services: Services,
  principal: KeyPrincipal,
  options: { address: string; now: Date },
): Promise<IssuedToken> {
  const { hospitalId, token } = principal;
  if (!token) throw new AppError('CONFLICT', { message: 'A server key has no hospital token.' });
  const key = await lockApiKey(tx, hospitalId, principal.keyId);
  const hospital = await readHospital(tx, hospitalId);
  const elsewhere = await tx.hospitalToken.findFirst({
    where: { hospitalId, apiKeyId: key.id, parentId: token.id, address: { not: options.address } },
    select: { id: true },
  });
  if (elsewhere) {
    await tx.apiKey.updateMany({ where: { hospitalId, id: key.id, flaggedAt: null }, data: { flaggedAt: options.now } });
  }
  return issueToken(tx, services.secrets, {
    hospitalId,
    apiKeyId: key.id,
    ttlSeconds: hospital.tokenTtlSeconds,
    keyExpiresAt: key.expiresAt,
    renewableUntil: token.renewableUntil,
    parentId: token.id,
    address: options.address,
    now: options.now,
  });
}
