import { SESSION_SECONDS, type SessionReference } from '@/server/credentials/session-cookie';
import type { Services } from '@/server/domain/services';
import { newId } from '@/server/kernel/new-id';
import type { Origin } from './attempt-login';
import type { VerifiedPerson } from './login';
import { markLogin } from './mark-login';

/**
 * Begins a browser session of 12 h, absolute, that the server can revoke.
 * @throws AppError INVALID_CREDENTIALS if the login changed since its password was checked.
 */
export async function createBrowserSession(
  services: Services,
  person: VerifiedPerson,
  origin: Origin,
  now: Date,
): Promise<SessionReference> {
  const { hospitalId } = person;
  const sessionId = newId();
  await services.db.transaction({ hospitalId, branchId: null }, async (tx) => {
    await markLogin(tx, person, now);
    await tx.session.create({
      data: {
        hospitalId,
        id: sessionId,
        userId: person.id,
        address: origin.address,
        userAgent: origin.userAgent?.slice(0, 256) ?? null,
        createdAt: now,
        expiresAt: new Date(now.getTime() + SESSION_SECONDS * 1000),
      },
      select: { id: true },
    });
  });
  return { sessionId, hospitalId };
}

/** Ends a browser session at once, on every instance. One that has ended already stays as it is. */
export async function revokeSession(services: Services, session: SessionReference, now: Date): Promise<void> {
  await services.db.transaction({ hospitalId: session.hospitalId, branchId: null }, async (tx) => {
    await tx.session.updateMany({ where: { id: session.sessionId, revokedAt: null }, data: { revokedAt: now } });
  });
}
