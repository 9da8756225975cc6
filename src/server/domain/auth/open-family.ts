import type { Services } from '@/server/domain/services';
import { newId } from '@/server/kernel/new-id';
import type { Origin } from './attempt-login';
import type { VerifiedPerson } from './login';
import { markLogin } from './mark-login';
import { addRefreshToken, type TokenPair, tokenPair } from './token-pair';

/** 30 days from login, absolute (contract section 1). */
export const REFRESH_MS = 30 * 86_400_000;

/**
 * Begins a family of refresh tokens for a person who has just logged in on v1, and gives its first pair.
 * @throws AppError INVALID_CREDENTIALS if the login changed since its password was checked.
 */
export async function openFamily(services: Services, person: VerifiedPerson, origin: Origin, now: Date): Promise<TokenPair> {
  const { hospitalId } = person;
  const family = { hospitalId, id: newId() };
  const refreshToken = await services.db.transaction({ hospitalId, branchId: null }, async (tx) => {
    await markLogin(tx, person, now);
    await tx.refreshFamily.create({
      data: {
        ...family,
        userId: person.id,
        address: origin.address,
        userAgent: origin.userAgent?.slice(0, 256) ?? null,
        createdAt: now,
        expiresAt: new Date(now.getTime() + REFRESH_MS),
      },
      select: { id: true },
    });
    return await addRefreshToken(services, tx, family, null, now);
  });
  return await tokenPair(services, person, family.id, refreshToken, now);
}
