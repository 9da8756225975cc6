import type { Transaction } from '@/server/db/prisma-client';
import type { Role } from '@/shared/roles';
import { lockApiKey } from './find-api-key';

/** A login that the revoked key had made; it works on until an admin decides otherwise. */
export type LoginMadeByKey = { id: string; email: string; role: Role };

/**
 * Revokes a key for good: it, its secrets and its tokens end at once; the row stays, so that its history can be read.
 * @returns the logins that it made (contract section 7).
 * @throws AppError RESOURCE_NOT_FOUND, also when it is revoked already.
 */
export async function revokeApiKey(
  tx: Transaction,
  hospitalId: string,
  idOrKey: string,
  actor: { userId: string; now: Date },
): Promise<{ id: string; logins: LoginMadeByKey[] }> {
  const key = await lockApiKey(tx, hospitalId, idOrKey);
  await tx.apiKey.updateMany({
    where: { hospitalId, id: key.id },
    data: { revokedAt: actor.now, isActive: false, updatedBy: actor.userId, updatedAt: actor.now },
  });
  await tx.hospitalToken.updateMany({
    where: { hospitalId, apiKeyId: key.id, revokedAt: null },
    data: { revokedAt: actor.now },
  });
  const logins = await tx.user.findMany({
    where: { hospitalId, createdByKeyId: key.id, deletedAt: null },
    select: { id: true, email: true, role: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return { id: key.id, logins: logins.map((login) => ({ ...login, role: login.role as Role })) };
}
