import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { startEmbeddedPostgres } from '@/server/db/embedded';
import { applyMigrations } from '@/server/db/migrate';
import { ensureRoles, type Role, urlFor } from '@/server/db/roles';
import { query } from '../database';
import type { World } from '../world';
import { fill } from './fill';
import { options } from './options';

const passwordFor = (role: Role) => `bench-${role}`;
const log = (line: string) => console.log(`  ${line}`);
/** Changes with the data that is made, so that kept data of an older kind is not used. */
const VERSION = 1;

export type Database = Pick<World, 'ownerUrl' | 'urls'>;

/** A PostgreSQL with the large data set and the small one, each in a database of its own. */
export async function openDatabases(): Promise<{ large: Database; small: Database; stop: () => Promise<void> }> {
  await mkdir(options.folder, { recursive: true });
  const server = await startEmbeddedPostgres({ dataDir: options.folder, log });
  const stop = async () => {
    await server.stop();
    if (!options.keep) await rm(options.folder, { recursive: true, force: true });
  };
  try {
    const small = await ensureDatabase(server.ownerUrl, options.small);
    return { small, large: await ensureDatabase(server.ownerUrl, options.large), stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function ensureDatabase(serverUrl: string, patients: number): Promise<Database> {
  const name = `large_${patients}_${await fingerprint()}`;
  const existing = await query<{ datname: string }>(
    serverUrl,
    `SELECT datname FROM pg_database WHERE datname LIKE 'large\\_%'`,
  );
  const stale = existing.filter(({ datname }) => datname.startsWith(`large_${patients}_`) && datname !== name);
  for (const { datname } of stale) await query(serverUrl, `DROP DATABASE ${datname}`);
  if (!existing.some(({ datname }) => datname === name)) {
    const unfinished = `${name}_unfinished`;
    await query(serverUrl, `CREATE DATABASE ${unfinished}`);
    const ownerUrl = withDatabase(serverUrl, unfinished);
    await ensureRoles({ ownerUrl, passwordFor, log });
    await applyMigrations({ ownerUrl, directory: path.join(options.root, 'prisma/migrations'), log: () => {} });
    await fill(ownerUrl, patients, `${patients.toLocaleString('en')} patients`);
    await query(serverUrl, `ALTER DATABASE ${unfinished} RENAME TO ${name}`);
  }
  const ownerUrl = withDatabase(serverUrl, name);
  const urlOf = (role: Role) => urlFor(ownerUrl, role, passwordFor(role));
  // Every run begins with an empty audit log.
  await query(ownerUrl, 'TRUNCATE audit_events, api_key_usage, usage_rollups');
  await query(ownerUrl, 'TRUNCATE api_keys, api_secrets, hospital_tokens');
  return { ownerUrl, urls: { app: urlOf('trilock_app'), auth: urlOf('trilock_auth'), audit: urlOf('trilock_audit') } };
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(String(VERSION));
  const folder = path.join(options.root, 'prisma/migrations');
  for (const entry of (await readdir(folder, { recursive: true })).sort()) {
    if (entry.endsWith('.sql')) hash.update(await readFile(path.join(folder, entry)));
  }
  return hash.digest('hex').slice(0, 10);
}

function withDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = database;
  return other.href;
}
