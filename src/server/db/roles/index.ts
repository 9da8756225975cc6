import pg from 'pg';
import { StartupError } from '../../kernel/startup-error';
import { withOwner } from '../migrate/owner-client';
import { ROLE_SETTINGS, ROLES, type Role, urlFor } from './names';
import { scramVerifier } from './scram';

export { ROLES, type Role, urlFor } from './names';
export { checkDatabaseSafety, SECURITY_DEFINER_FUNCTIONS } from './safety';

// Any number that no one else locks: two instances that start together make the logins one after the other.
const LOCK = 72_707_370;
const WRONG_PASSWORD = '28P01';

/** Attributes that a login must not have. */
const FORBIDDEN = {
  rolsuper: 'NOSUPERUSER',
  rolbypassrls: 'NOBYPASSRLS',
  rolcreaterole: 'NOCREATEROLE',
  rolcreatedb: 'NOCREATEDB',
  rolreplication: 'NOREPLICATION',
  rolinherit: 'NOINHERIT',
} as const;

type RoleRow = Record<keyof typeof FORBIDDEN | 'rolcanlogin', boolean> & { rolconfig: string[] | null };

/**
 * Makes the logins that migrations grant to, and keeps their attributes, limits and passwords right.
 *
 * Guarantees: what is right already is not written, so that instances do not fight; a password is set only if logging in with it
 * fails; a password is in no statement.
 * @throws StartupError if the owner may not make or mend a login, or the database cannot be used.
 */
export async function ensureRoles(options: {
  ownerUrl: string;
  passwordFor: (role: Role) => string;
  log: (message: string) => void;
}): Promise<void> {
  await withOwner(options.ownerUrl, 'roles', async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    for (const role of ROLES) {
      try {
        await ensureRole(client, role, options);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new StartupError(
          `The database login "${role}" could not be prepared: ${reason}.`,
          'The owner in DATABASE_URL needs CREATEROLE, and must have made the login itself.',
          { cause },
        );
      }
    }
  });
}

async function ensureRole(
  client: pg.Client,
  role: Role,
  { ownerUrl, passwordFor, log }: Parameters<typeof ensureRoles>[0],
): Promise<void> {
  const password = passwordFor(role);
  const existing = await read(client, role);
  if (!existing) {
    log(`Creating the database login ${role}.`);
    const attributes = Object.values(FORBIDDEN).join(' ');
    await client.query(`CREATE ROLE ${role} LOGIN ${attributes} PASSWORD '${scramVerifier(password)}'`);
  } else {
    // Only what is wrong is named: merely naming some of these takes a superuser.
    const wrong = Object.entries(FORBIDDEN).filter(([column]) => existing[column as keyof typeof FORBIDDEN]);
    const mend = [...wrong.map(([, attribute]) => attribute), ...(existing.rolcanlogin ? [] : ['LOGIN'])];
    if (mend.length > 0) await client.query(`ALTER ROLE ${role} ${mend.join(' ')}`);
  }
  for (const [name, value] of Object.entries(ROLE_SETTINGS)) {
    if (existing?.rolconfig?.includes(`${name}=${value}`)) continue;
    await client.query(`ALTER ROLE ${role} SET ${name} = '${value}'`);
  }
  if (await logsIn(urlFor(ownerUrl, role, password))) return;
  log(`Setting the password of the database login ${role}.`);
  await client.query(`ALTER ROLE ${role} PASSWORD '${scramVerifier(password)}'`);
}

async function read(client: pg.Client, role: Role): Promise<RoleRow | undefined> {
  const columns = [...Object.keys(FORBIDDEN), 'rolcanlogin', 'rolconfig'].join(', ');
  const { rows } = await client.query<RoleRow>(`SELECT ${columns} FROM pg_roles WHERE rolname = $1`, [role]);
  return rows[0];
}

async function logsIn(url: string): Promise<boolean> {
  const client = new pg.Client(url);
  try {
    await client.connect();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === WRONG_PASSWORD) return false;
    throw error;
  } finally {
    await client.end();
  }
}
