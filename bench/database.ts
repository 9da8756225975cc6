import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '@/server/db/embedded';
import { applyMigrations } from '@/server/db/migrate';
import { ensureRoles, type Role, urlFor } from '@/server/db/roles';
import { options } from './options';
import { fill } from './seed';
import type { World } from './world';

const passwordFor = (role: Role) => `bench-${role}`;
const log = (line: string) => console.log(`  ${line}`);

/** A PostgreSQL of the bench's own with one hospital of `options.patients`, made once and kept between runs. */
export async function openDatabase(): Promise<Pick<World, 'ownerUrl' | 'urls'> & { stop: () => Promise<void> }> {
  await mkdir(options.folder, { recursive: true });
  const server = await startEmbeddedPostgres({ dataDir: options.folder, log });
  try {
    const ownerUrl = await ensureDatabase(server.ownerUrl);
    const urlOf = (role: Role) => urlFor(ownerUrl, role, passwordFor(role));
    await forgetLastRun(ownerUrl);
    const urls = { app: urlOf('trilock_app'), auth: urlOf('trilock_auth'), audit: urlOf('trilock_audit') };
    return { ownerUrl, urls, stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The database of these migrations and this number of patients; one that was interrupted or is of older ones is dropped. */
async function ensureDatabase(serverUrl: string): Promise<string> {
  const name = `bench_${await fingerprint()}`;
  const unfinished = `${name}_unfinished`;
  const existing = await query<{ datname: string }>(
    serverUrl,
    `SELECT datname FROM pg_database WHERE datname LIKE 'bench\\_%'`,
  );
  for (const { datname } of existing) if (datname !== name) await query(serverUrl, `DROP DATABASE ${datname}`);
  if (!existing.some(({ datname }) => datname === name)) {
    await query(serverUrl, `CREATE DATABASE ${unfinished}`);
    const ownerUrl = withDatabase(serverUrl, unfinished);
    await ensureRoles({ ownerUrl, passwordFor, log });
    await applyMigrations({ ownerUrl, directory: path.join(options.root, 'prisma/migrations'), log: () => {} });
    await fill(ownerUrl, options.patients);
    await query(serverUrl, `ALTER DATABASE ${unfinished} RENAME TO ${name}`);
  }
  return withDatabase(serverUrl, name);
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(String(options.patients));
  const folder = path.join(options.root, 'prisma/migrations');
  for (const entry of (await readdir(folder, { recursive: true })).sort()) {
    if (entry.endsWith('.sql')) hash.update(await readFile(path.join(folder, entry)));
  }
  return hash.digest('hex').slice(0, 10);
}

/** Every run begins with an empty audit log, so that runs can be compared. */
async function forgetLastRun(ownerUrl: string): Promise<void> {
  await query(ownerUrl, 'TRUNCATE audit_events, api_key_usage, usage_rollups');
  await query(ownerUrl, 'TRUNCATE api_keys, api_secrets, hospital_tokens');
}

export async function query<Row extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = database;
  return other.href;
}
