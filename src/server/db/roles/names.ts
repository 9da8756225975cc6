/** The logins beside the owner, one for each kind of work (docs/decisions/0003, 0012). */
export const ROLES = ['trilock_app', 'trilock_auth', 'trilock_audit'] as const;

export type Role = (typeof ROLES)[number];

/**
 * Settings of every login; PostgreSQL applies them at connection, whoever connects. A slow query, a wait for a lock and a
 * forgotten transaction each end before they can hold up the others.
 */
export const ROLE_SETTINGS = {
  statement_timeout: '5s',
  lock_timeout: '2s',
  idle_in_transaction_session_timeout: '5s',
} as const;

/** `url` with another login. */
export function urlFor(ownerUrl: string, role: Role, password: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = encodeURIComponent(password);
  return url.href;
}
