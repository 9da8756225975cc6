import type { Services } from '@/server/domain/services';
import { type FoundToken, findRefreshToken } from './find-refresh-token';

/**
 * Ends the family of a refresh token, any token of it: from now on none of its refresh and access tokens works, anywhere.
 * @returns whose token it was, and whether there was anything to end.
 */
export async function logout(
  services: Services,
  text: string,
  now: Date,
): Promise<{ token: FoundToken | null; ended: boolean }> {
  const token = await findRefreshToken(services, text);
  if (!token) return { token, ended: false };
  const count = await services.db.transaction({ hospitalId: token.hospitalId, branchId: null }, async (tx) => {
    const ended = await tx.refreshFamily.updateMany({
      where: { id: token.familyId, revokedAt: null, expiresAt: { gt: now } },
      data: { revokedAt: now, revokedFor: 'logout' },
    });
    return ended.count;
  });
  return { token, ended: count === 1 };
}
