import type { Transaction } from '@/server/db/prisma-client';
import { AppError } from '@/server/kernel/app-error';
import type { VerifiedPerson } from './login';

/**
 * Notes the login and holds the person's row until the transaction ends, so that a session can never begin behind a password
 * change or a disabling that came between the hash and now: both take the same row first.
 * @throws AppError INVALID_CREDENTIALS if that happened.
 */
export async function markLogin(tx: Transaction, person: VerifiedPerson, now: Date): Promise<void> {
  const { count } = await tx.user.updateMany({
    where: { id: person.id, passwordHash: person.passwordHash, status: 'ACTIVE', deletedAt: null },
    data: { lastLoginAt: now },
  });
  if (count !== 1) throw new AppError('INVALID_CREDENTIALS', { auditCause: 'changed_meanwhile' });
}
