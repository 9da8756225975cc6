import { type PersonFault, personFault } from '@/server/db/person-record';
import type { Transaction } from '@/server/db/prisma-client';
import type { Services } from '@/server/domain/services';
import { type FoundToken, findRefreshToken } from './find-refresh-token';
import { findPerson, type Person } from './person';
import { addRefreshToken, type TokenPair, tokenPair } from './token-pair';

/** Why a refresh was refused; for the audit log only, the caller hears UNAUTHORIZED whatever it is. */
export type RefreshCause = PersonFault | 'refresh_unknown' | 'refresh_revoked' | 'refresh_expired' | 'refresh_reused';

export type RefreshOutcome = { token: FoundToken | null } & (
  | { ok: true; pair: TokenPair }
  | { ok: false; cause: RefreshCause }
);

type Used = { person: Person; successor: string } | { cause: RefreshCause };

/**
 * Gives a successor for a refresh token (contract section 1, "Refresh token").
 *
 * A token stays good until one of its successors is used: a client may lose the answer, keep the first token, or ask twice at
 * once. The first use of a successor proves which branch lives on: it retires its parent and its siblings. A retired token
 * that comes back is in two hands, so the family ends. Everything about one family happens under its row lock.
 *
 * A refusal is a value, since ending the family must be committed with it.
 */
export async function refresh(services: Services, text: string, now: Date): Promise<RefreshOutcome> {
  const token = await findRefreshToken(services, text);
  if (!token) return { ok: false, token, cause: 'refresh_unknown' };
  const tenant = { hospitalId: token.hospitalId, branchId: null };
  const used = await services.db.transaction(tenant, (tx) => use(services, tx, token, text, now));
  if ('cause' in used) return { ok: false, token, cause: used.cause };
  return { ok: true, token, pair: await tokenPair(services, used.person, token.familyId, used.successor, now) };
}

async function use(services: Services, tx: Transaction, token: FoundToken, text: string, now: Date): Promise<Used> {
  const { hospitalId, familyId } = token;
  const [family] = await tx.$queryRaw<{ expires_at: Date; revoked_at: Date | null }[]>`
    SELECT expires_at, revoked_at FROM refresh_families
    WHERE hospital_id = ${hospitalId}::uuid AND id = ${familyId}::uuid FOR UPDATE`;
  if (!family || family.revoked_at !== null) return { cause: 'refresh_revoked' };
  if (family.expires_at <= now) return { cause: 'refresh_expired' };
  const row = await tx.refreshToken.findFirst({
    where: { id: token.id, familyId },
    select: { parentId: true, firstUsedAt: true, retiredAt: true, hashVersion: true },
  });
  if (!row) return { cause: 'refresh_unknown' };
  if (row.retiredAt !== null) {
    await tx.refreshFamily.updateMany({ where: { id: familyId }, data: { revokedAt: now, revokedFor: 'reuse' } });
    return { cause: 'refresh_reused' };
  }
  const person = await findPerson(tx, token.userId);
  const fault = person ? personFault(person) : 'user_deleted';
  if (!person || fault !== null) return { cause: fault ?? 'user_deleted' };

  if (row.firstUsedAt === null) {
    await tx.refreshToken.updateMany({ where: { id: token.id, familyId }, data: { firstUsedAt: now } });
    if (row.parentId !== null) {
      const others = [{ id: row.parentId }, { parentId: row.parentId, id: { not: token.id } }];
      await tx.refreshToken.updateMany({ where: { familyId, retiredAt: null, OR: others }, data: { retiredAt: now } });
    }
  }
  if (row.hashVersion !== services.secrets.version) await renewHash(services, tx, token, text);
  return { person, successor: await addRefreshToken(services, tx, { hospitalId, id: familyId }, token.id, now) };
}

/** Hashes carry their secret's version and are renewed on use, so that the previous APP_SECRET can be given up. */
async function renewHash(services: Services, tx: Transaction, token: FoundToken, text: string): Promise<void> {
  const { hash, version } = services.secrets.hash('refresh-token', text);
  await tx.refreshToken.updateMany({
    where: { id: token.id, familyId: token.familyId },
    data: { tokenHash: new Uint8Array(hash), hashVersion: version },
  });
}
