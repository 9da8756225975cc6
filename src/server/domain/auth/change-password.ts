import { isPasswordLength } from '@/server/credentials/password-hasher';
import type { Transaction } from '@/server/db/prisma-client';
import type { Tenant } from '@/server/db/tenant';
import type { Services } from '@/server/domain/services';
import { AppError, invalidField, notFound } from '@/server/kernel/app-error';
import { endSessions } from './end-sessions';

type InTransaction = (tenant: Tenant, work: (tx: Transaction) => Promise<void>) => Promise<void>;

export type ChangePasswordInput = {
  hospitalId: string;
  userId: string;
  currentPassword: string;
  newPassword: string;
  /** For the address's limit. */
  address: string;
};

/**
 * Sets a person's own new password and ends every session and family of theirs at once, the caller's too. The salt stays: the
 * e-mail's logins in other hospitals share it.
 * @throws AppError VALIDATION_ERROR (`newPassword` of other than 8 to 256 bytes or equal to the present one;
 *   `currentPassword` wrong), RATE_LIMIT_EXCEEDED (guessing counts as at the login), RESOURCE_NOT_FOUND, CONFLICT if it was
 *   changed meanwhile.
 * @param commit runs the change's transaction; a procedure gives its own, which adds the audit row.
 */
export async function changePassword(
  services: Services,
  input: ChangePasswordInput,
  now: Date,
  commit: InTransaction = (tenant, work) => services.db.transaction(tenant, work),
): Promise<void> {
  const { db, passwords } = services;
  if (!isPasswordLength(input.newPassword)) throw invalidField('newPassword', 'A password has 8 to 256 bytes.');
  const tenant = { hospitalId: input.hospitalId, branchId: null };
  const where = { id: input.userId, deletedAt: null };
  const user = await db.run(tenant, (tx) => tx.user.findFirst({ where, select: { email: true, passwordHash: true } }));
  const current = user?.passwordHash;
  if (!user || !current) throw notFound('User');

  const right = await services.loginLimits.guard({ email: user.email, address: input.address }, async () => {
    const value = await passwords.verify(input.currentPassword, current);
    return { failed: !value, value };
  });
  if (!right) throw invalidField('currentPassword', 'The present password is not right.');
  const passwordHash = await passwords.hash(input.newPassword, passwords.saltOf(current));
  if (passwordHash === current) throw invalidField('newPassword', 'The new password must differ from the present one.');

  await commit(tenant, async (tx) => {
    // The person's row first: a login that has checked the old password waits here, and then finds it gone (markLogin).
    const { count } = await tx.user.updateMany({
      where: { ...where, passwordHash: current },
      data: { passwordHash, passwordChangedAt: now, mustChangePassword: false, updatedAt: now },
    });
    if (count !== 1) throw new AppError('CONFLICT', { message: 'The password was changed meanwhile.' });
    await endSessions(tx, input.userId, 'password_change', now);
  });
}
