import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '@/server/db/embedded';
import { applyMigrations } from '@/server/db/migrate';
import { ensureRoles } from '@/server/db/roles';
import { onDatabase, rolePassword, type TestServer } from './server';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/**
 * One PostgreSQL for all workers of a run, with one migrated database that tests copy. The server is the embedded one in a
 * folder that goes away, or `DATABASE_URL` (an owner with CREATEROLE and CREATEDB) if that is set; there the three logins get
 * the tests' passwords, so it must not be a server in use.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer(process.env.DATABASE_URL);
  const template = `trilock_test_${randomBytes(4).toString('hex')}`;
  const log = () => undefined;
  await onDatabase(server.ownerUrl, (client) => client.query(`CREATE DATABASE ${template}`));
  const templateUrl = new URL(server.ownerUrl);
  templateUrl.pathname = template;
  await ensureRoles({ ownerUrl: templateUrl.href, passwordFor: rolePassword, log });
  await applyMigrations({ ownerUrl: templateUrl.href, directory: MIGRATIONS, log });
  project.provide('testServer', { ownerUrl: server.ownerUrl, template });
  return async () => {
    await onDatabase(server.ownerUrl, (client) => dropCopies(client, template));
    await onDatabase(server.ownerUrl, (client) => client.query(`DROP DATABASE ${template}`));
    await server.stop();
  };
}

/**
 * Drops the copies of servers that lived as long as their worker (app.ts, `sharedApp`), once the worker's connections are gone.
 * What is still in use after a while is left: an embedded server goes away as a whole.
 */
async function dropCopies(client: pg.Client, template: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)',
    [`${template}_`],
  );
  for (const { name } of rows) {
    for (let attempt = 0; attempt < 50; attempt++) {
      const inUse = await client.query('SELECT FROM pg_stat_activity WHERE datname = $1', [name]);
      if (inUse.rowCount === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await client.query(`DROP DATABASE ${name}`).catch(() => {});
  }
}

async function startServer(outside: string | undefined): Promise<{ ownerUrl: string; stop(): Promise<void> }> {
  if (outside) return { ownerUrl: outside, stop: async () => undefined };
  const dataDir = await mkdtemp(path.join(tmpdir(), 'trilock-test-'));
  const embedded = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  return {
    ownerUrl: embedded.ownerUrl,
    stop: async () => {
      await embedded.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
