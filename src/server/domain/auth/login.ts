import { PERSON_COLUMNS, type PersonFault, type PersonRow, personFault, personFromRow } from '@/server/db/person-record';
import type { Services } from '@/server/domain/services';
import type { Role } from '@/shared/roles';
import type { Person } from './person';

/** `roles` null: any. */
export type LoginInput = { email: string; password: string; roles: readonly Role[] | null };

/** A person whose password was right; `passwordHash` is the one that it was compared with. */
export type VerifiedPerson = Person & { passwordHash: string };

/** Why nobody was let in; for the audit log only, the caller hears INVALID_CREDENTIALS whatever it is. */
export type LoginCause = PersonFault | 'unknown_email' | 'wrong_password' | 'role_not_held';

/** `hospitalId` and `userId`: whose login it would have been, as far as that can be said. */
export type LoginOutcome =
  | { ok: true; person: VerifiedPerson }
  | { ok: false; cause: LoginCause; hospitalId: string | null; userId: string | null };

type Candidate = Person & { passwordHash: string | null };

// By last use, so that the first one that fits decides.
const CANDIDATES = `SELECT ${PERSON_COLUMNS}, u.password_hash AS "passwordHash"
  FROM users u JOIN hospitals h ON h.id = u.hospital_id
  WHERE u.email = $1
  ORDER BY u.last_login_at DESC NULLS LAST, u.created_at DESC, u.id DESC`;

/** An e-mail as it is stored and compared. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}

/**
 * Whose e-mail and password are these? Changes nothing; whoever calls it has checked the limits (`attemptLogin`).
 *
 * One hash of work in every case: an unknown e-mail is hashed against nobody, and one that several hospitals know shares a
 * salt. Of several that fit, `roles` and then last use decide (contract section 7).
 *
 * @throws AppError SERVICE_UNAVAILABLE if too many hashes wait.
 */
export async function login(services: Services, input: LoginInput): Promise<LoginOutcome> {
  const { credentials, passwords } = services;
  const rows = await credentials.query<PersonRow & { passwordHash: string | null }>({
    name: 'login_candidates',
    text: CANDIDATES,
    values: [normalEmail(input.email)],
  });
  const known: Candidate[] = rows.map(personFromRow);
  const withPassword = known.filter(
    (person): person is VerifiedPerson => person.passwordHash !== null && person.deletedAt === null,
  );
  if (withPassword.length === 0) {
    await passwords.verifyAgainstNobody(input.password);
    return refused(known.length > 0 ? 'user_deleted' : 'unknown_email', known);
  }
  const hashes = withPassword.map((person) => person.passwordHash);
  const matches = await passwords.verifyEach(input.password, hashes);
  const matching = withPassword.filter((_, index) => matches[index] === true);
  const working = matching.filter((person) => personFault(person) === null);
  const person = working.find(({ role }) => input.roles === null || input.roles.includes(role));
  if (person) return { ok: true, person };
  if (working.length > 0) return refused('role_not_held', working);
  const [first] = matching;
  return first ? refused(personFault(first) ?? 'wrong_password', matching) : refused('wrong_password', withPassword);
}

function refused(cause: LoginCause, known: readonly Candidate[]): LoginOutcome {
  const [first] = known;
  return { ok: false, cause, hospitalId: first?.hospitalId ?? null, userId: first?.id ?? null };
}
