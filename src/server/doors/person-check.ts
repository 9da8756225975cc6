import type { AuthDatabase } from '@/server/db/auth-database';
import { personFault } from '@/server/db/person-record';
import type { UserPrincipal } from '@/server/kernel/principal';
import { loadPersonSession, type PersonSession, type SessionName } from './person-session';
import type { RecordCache } from './record-cache';
import { type RefusalCause, UNKNOWN_CALLER, type Verdict } from './verdict';

/**
 * The one check of a person, whatever the door: session, login and role as they are in the database now. What a cookie or
 * token claims beside the session's id decides nothing.
 */
export class PersonCheck {
  readonly #db: AuthDatabase;
  readonly #cache: RecordCache<PersonSession>;

  constructor(db: AuthDatabase, cache: RecordCache<PersonSession>) {
    this.#db = db;
    this.#cache = cache;
  }

  /** @param hint of the credential that named the session, for the case that there is none. @throws if the database is away. */
  async check(name: SessionName, hint: string, now: Date): Promise<Verdict> {
    const record = await this.#cache.get(
      `${name.via}:${name.hospitalId}:${name.sessionId}`,
      () => loadPersonSession(this.#db, name),
      (session) => [`user:${session.id}`, `hospital:${session.hospitalId}`],
    );
    if (!record) return refuse('session_revoked', { ...UNKNOWN_CALLER, credentialHint: hint });
    const fault = faultOfSession(record, now);
    if (fault) return refuse(fault, { ...UNKNOWN_CALLER, hospitalId: record.hospitalId, actorId: record.id });
    // A freeze shuts out partners' programs; the people who must end it go on working.
    return { ok: true, principal: userPrincipal(record, name.via), allowedIps: [], frozen: false };
  }
}

/** Why a session lets nobody in; null if it does. Pure. */
export function faultOfSession(session: PersonSession, now: Date): RefusalCause | null {
  if (session.revokedAt !== null) return 'session_revoked';
  if (session.expiresAt <= now) return 'session_expired';
  return personFault(session) === null ? null : 'user_disabled';
}

function refuse(cause: RefusalCause, caller: typeof UNKNOWN_CALLER): Verdict {
  return { ok: false, code: 'UNAUTHORIZED', cause, authenticated: false, caller };
}

function userPrincipal(session: PersonSession, via: UserPrincipal['via']): UserPrincipal {
  return {
    kind: 'user',
    via,
    userId: session.id,
    sessionId: session.sessionId,
    role: session.role,
    name: session.name,
    email: session.email,
    hospitalId: session.hospitalId,
    hospital: session.hospital,
    doctorId: session.doctorId,
    patientId: session.patientId,
    mustChangePassword: session.mustChangePassword,
  };
}
