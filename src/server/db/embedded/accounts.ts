import pg from 'pg';
import { DATABASE, HOST, OWNER, SUPERUSER } from './layout';

const WRONG_PASSWORD_OR_NO_ROLE = '28P01';
const NO_DATABASE = '3D000';
const LOCK = 72_707_371;

/** The owner's connection string. */
export function ownerUrl(port: number, password: string): string {
  return `postgresql://${OWNER}:${password}@${HOST}:${port}/${DATABASE}`;
}

/**
 * Makes the owner and its database if they are missing. The owner is no superuser, so that the embedded server allows what an
 * outside one does, and no more.
 *
 * @throws pg.DatabaseError; a wrong password (28P01) means that the server is not the one of this data folder.
 */
export async function ensureOwner(port: number, password: string): Promise<void> {
  if (await canConnect(ownerUrl(port, password))) return;
  const admin = new pg.Client({ host: HOST, port, user: SUPERUSER, password, database: 'postgres' });
  await admin.connect();
  try {
    // Two starts at once meet here; the second finds everything made.
    await admin.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const role = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [OWNER]);
    const attributes = `LOGIN CREATEROLE CREATEDB PASSWORD ${admin.escapeLiteral(password)}`;
    await admin.query(`${role.rowCount ? 'ALTER' : 'CREATE'} ROLE ${OWNER} ${attributes}`);
    const database = await admin.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (!database.rowCount) await admin.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
  } finally {
    await admin.end();
  }
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client(url);
  try {
    await client.connect();
    return true;
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === WRONG_PASSWORD_OR_NO_ROLE || code === NO_DATABASE) return false;
    throw error;
  } finally {
    await client.end();
  }
}
