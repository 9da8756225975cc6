import type { Transaction } from '@/server/db/prisma-client';
import { endSessions } from './end-sessions';

/**
 * Deletes the logins of a doctor or a patient whose record is deleted: none of their sessions and tokens works any more, and the
 * e-mail is free for another login of the hospital.
 * @returns how many there were.
 */
export async function deleteLogins(
  tx: Transaction,
  hospitalId: string,
  owner: { doctorId: string } | { patientId: string },
  now: Date,
): Promise<number> {
  const users = await tx.user.findMany({ where: { hospitalId, ...owner, deletedAt: null }, select: { id: true } });
  for (const { id } of users) {
    // The row first: a login under way that has checked the password waits here, and then finds it gone (markLogin).
    await tx.user.update({
      where: { hospitalId_id: { hospitalId, id } },
      data: { deletedAt: now, updatedAt: now },
      select: { id: true },
    });
    await endSessions(tx, id, 'admin', now);
  }
  return users.length;
}
