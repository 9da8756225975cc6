import { ACCESS_TOKEN_SECONDS } from '@/server/credentials/access-token';
import { newRefreshToken } from '@/server/credentials/formats';
import type { Transaction } from '@/server/db/prisma-client';
import type { Services } from '@/server/domain/services';
import { newId } from '@/server/kernel/new-id';
import { toTypeId } from '@/server/kernel/typeid';
import { type Person, personTypeId } from './person';

/** What a login and a refresh give (contract section 7). */
export type TokenPair = {
  accessToken: string;
  refreshToken: string;
  expiresIn: typeof ACCESS_TOKEN_SECONDS;
  tokenType: 'Bearer';
};

/** Stores a new refresh token in a family and returns it; only its keyed hash is kept. @param parentId null: the first one. */
export async function addRefreshToken(
  services: Services,
  tx: Transaction,
  family: { hospitalId: string; id: string },
  parentId: string | null,
  now: Date,
): Promise<string> {
  const token = newRefreshToken();
  const { hash, version } = services.secrets.hash('refresh-token', token);
  await tx.refreshToken.create({
    data: {
      hospitalId: family.hospitalId,
      id: newId(),
      familyId: family.id,
      parentId,
      tokenHash: new Uint8Array(hash),
      hashVersion: version,
      createdAt: now,
    },
    select: { id: true },
  });
  return token;
}

/** The pair as it is answered: the refresh token with a new access token of the same family. */
export async function tokenPair(
  services: Services,
  person: Person,
  familyId: string,
  refreshToken: string,
  now: Date,
): Promise<TokenPair> {
  const accessToken = await services.accessTokens.sign(
    { sub: personTypeId(person), role: person.role, hid: toTypeId('hospital', person.hospitalId), sid: familyId },
    now,
  );
  return { accessToken, refreshToken, expiresIn: ACCESS_TOKEN_SECONDS, tokenType: 'Bearer' };
}
