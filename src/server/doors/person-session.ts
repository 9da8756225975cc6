import type { AuthDatabase } from '@/server/db/auth-database';
import { PERSON_COLUMNS, type PersonRecord, type PersonRow, personFromRow } from '@/server/db/person-record';
import type { UserPrincipal } from '@/server/kernel/principal';

/** A session with its person, deadlines included: the record may be cached, so nothing in it is judged yet. */
export type PersonSession = PersonRecord & { sessionId: string; expiresAt: Date; revokedAt: Date | null };

/** What a credential names: a browser session, or the refresh family of an access token (its `sid`). */
export type SessionName = { via: UserPrincipal['via']; hospitalId: string; sessionId: string };

const STATEMENTS = {
  session: { name: 'door_session', text: select('sessions') },
  access_token: { name: 'door_refresh_family', text: select('refresh_families') },
} as const satisfies Record<SessionName['via'], { name: string; text: string }>;

function select(table: 'sessions' | 'refresh_families'): string {
  return `SELECT ${PERSON_COLUMNS}, s.id AS "sessionId", s.expires_at AS "expiresAt", s.revoked_at AS "revokedAt"
    FROM ${table} s JOIN users u ON u.hospital_id = s.hospital_id AND u.id = s.user_id JOIN hospitals h ON h.id = s.hospital_id
    WHERE s.hospital_id = $1 AND s.id = $2`;
}

/** The session of this name, whatever its state, by one look-up in a primary key; null if there is none. */
export async function loadPersonSession(
  db: AuthDatabase,
  { via, hospitalId, sessionId }: SessionName,
): Promise<PersonSession | null> {
  type Row = PersonRow & Pick<PersonSession, 'sessionId' | 'expiresAt' | 'revokedAt'>;
  const [row] = await db.query<Row>({ ...STATEMENTS[via], values: [hospitalId, sessionId] });
  return row ? personFromRow(row) : null;
}
