import { newHospitalToken } from '@/server/credentials/formats';
import type { SecretRing } from '@/server/credentials/secret-ring';
import type { Transaction } from '@/server/db/prisma-client';
import { newId } from '@/server/kernel/new-id';
import { tokenExpiry } from './token-life';

/** Live tokens a key may have; a new one ends the oldest (contract section 6). */
const MAX_LIVE_TOKENS = 10;

export type IssuedToken = { token: string; tokenExpiresAt: Date; renewableUntil: Date };

export type IssueTokenInput = {
  hospitalId: string;
  apiKeyId: string;
  ttlSeconds: number;
  keyExpiresAt: Date | null;
  renewableUntil: Date;
  /** The token that is renewed; null: an admin issues it. */
  parentId: string | null;
  address: string;
  now: Date;
};

/** Makes a hospital token of the key. The key's row is locked by the caller, so that no two see the same ten. */
export async function issueToken(tx: Transaction, secrets: SecretRing, input: IssueTokenInput): Promise<IssuedToken> {
  const { hospitalId, apiKeyId, now, renewableUntil } = input;
  const live = await tx.hospitalToken.findMany({
    where: { hospitalId, apiKeyId, revokedAt: null, expiresAt: { gt: now } },
    select: { id: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip: MAX_LIVE_TOKENS - 1,
  });
  if (live.length > 0) {
    await tx.hospitalToken.updateMany({
      where: { hospitalId, id: { in: live.map((token) => token.id) } },
      data: { revokedAt: now },
    });
  }
  const token = newHospitalToken();
  const { hash, version } = secrets.hash('hospital-token', token);
  const tokenExpiresAt = tokenExpiry(input);
  await tx.hospitalToken.create({
    data: {
      hospitalId,
      id: newId(),
      apiKeyId,
      tokenHash: new Uint8Array(hash),
      hashVersion: version,
      parentId: input.parentId,
      address: input.address,
      createdAt: now,
      expiresAt: tokenExpiresAt,
      renewableUntil,
    },
    select: { id: true },
  });
  return { token, tokenExpiresAt, renewableUntil };
}
