import type { Transaction } from '@/server/db/prisma-client';

/**
 * Ends every browser session and every refresh family of a person, and with the families all access tokens of theirs. Part of
 * whatever change makes it necessary: new password, disabling, deletion.
 */
export async function endSessions(
  tx: Transaction,
  userId: string,
  reason: 'password_change' | 'admin',
  now: Date,
): Promise<void> {
  await tx.session.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } });
  await tx.refreshFamily.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now, revokedFor: reason } });
}
