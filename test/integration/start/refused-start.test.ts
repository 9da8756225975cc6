import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '@/server/db/embedded';
import { readPostmasterFile } from '@/server/db/embedded/postmaster-pid';
import { createTestDatabase } from '../../support/database';
import { onDatabase } from '../../support/server';
import { compileServer } from './child';

const ROOT = path.resolve(import.meta.dirname, '../../..');

let server: Awaited<ReturnType<typeof compileServer>>;
let folder: string;

beforeAll(async () => {
  server = await compileServer();
});
afterAll(() => server.remove());
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'trilock-refused-'));
  await chmod(folder, 0o755);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const dataDir = () => path.join(folder, 'data');

/** A project of another version: the same program with these migrations. */
async function projectWith(broken: string): Promise<string> {
  const project = path.join(folder, 'project');
  await mkdir(project);
  await writeFile(path.join(project, 'package.json'), '{"version":"0.0.0"}');
  await cp(path.join(ROOT, 'prisma/migrations'), path.join(project, 'prisma/migrations'), { recursive: true });
  await mkdir(path.join(project, 'prisma/migrations/20990101000000_broken'));
  await writeFile(path.join(project, 'prisma/migrations/20990101000000_broken/migration.sql'), broken);
  return project;
}

test('a port in use: one sentence, before anything is done', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const { code, out, err } = await server.run({ PORT: String(port), DATA_DIR: dataDir() });
  other.close();
  expect({ code, out, err }).toEqual({
    code: 1,
    out: '',
    err: `\nTrilock cannot start. Port ${port} of 127.0.0.1 is in use.\nStop what uses it, or set PORT.\n`,
  });
  expect(await readdir(folder)).toEqual([]);
});

test('a wrong environment: every variable at once, no value, nothing done', async () => {
  const secret = 'hunter2hunter2';
  const { code, out, err } = await server.run({ APP_ENV: 'production', APP_SECRET: secret, PORT: 'http', DATA_DIR: dataDir() });
  expect([code, out]).toEqual([1, '']);
  for (const name of ['PORT', 'APP_SECRET', 'PUBLIC_URL']) expect(err).toContain(`${name}: `);
  expect(err).not.toContain(secret);
  expect(err.trim().split('\n')).toHaveLength(2);
  expect(await readdir(folder)).toEqual([]);
});

test('an address for everybody without APP_ENV', async () => {
  const { code, err } = await server.run({ HOST: '0.0.0.0', PORT: '0', DATA_DIR: dataDir() });
  expect(code).toBe(1);
  expect(err).toContain('APP_ENV: must be set when HOST is not a loopback address');
});

test('a failed migration: it is named, nothing is lost, no database runs on', async () => {
  const cwd = await projectWith('CREATE TABLE half (id int);\nSELECT nothing;');
  const started = await startEmbeddedPostgres({ dataDir: dataDir(), log: () => undefined });
  await onDatabase(started.ownerUrl, (client) => client.query('CREATE TABLE kept AS SELECT 7 AS n'));
  await started.stop();

  const { code, out, err } = await server.run({ PORT: '0', DATA_DIR: dataDir(), SEED: 'none' }, cwd);
  expect(code).toBe(1);
  expect(err).toContain('The migration "20990101000000_broken" failed: column "nothing" does not exist (line 2).');
  expect(err).toContain('The database is as it was before this migration');
  expect(out).not.toContain('serves');
  expect(await readPostmasterFile(path.join(dataDir(), 'postgres'))).toBeUndefined();

  const again = await startEmbeddedPostgres({ dataDir: dataDir(), log: () => undefined });
  const sql = `SELECT (SELECT n FROM kept) AS n, to_regclass('half') AS half, to_regclass('patients') IS NOT NULL AS before`;
  expect(await onDatabase(again.ownerUrl, async (client) => (await client.query(sql)).rows)).toEqual([
    { n: 7, half: null, before: true },
  ]);
  await again.stop();
});

test('a database that is not ours to use: what is wrong, without its password', async () => {
  const database = await createTestDatabase({ empty: true });
  const url = new URL(database.ownerUrl);
  url.password = 'not-the-password';
  const { code, err } = await server.run({ PORT: '0', DATA_DIR: dataDir(), DATABASE_URL: url.href });
  await database.drop();
  expect(code).toBe(1);
  expect(err).toContain('Trilock cannot start. The database at 127.0.0.1');
  expect(err).not.toContain('not-the-password');
});

test('a data folder that is a file', async () => {
  await writeFile(dataDir(), '');
  const { code, err } = await server.run({ PORT: '0', DATA_DIR: dataDir() });
  expect(code).toBe(1);
  expect(err).toContain(`Trilock cannot start. The folder ${dataDir()} cannot be written.`);
});

test.runIf(process.platform === 'linux')('a data folder where nothing can be made', async () => {
  const { code, err } = await server.run({ PORT: '0', DATA_DIR: '/proc/trilock/data' });
  expect(code).toBe(1);
  expect(err).toContain('Trilock cannot start. The folder /proc/trilock/data cannot be written.');
});

test('a certificate that is none', async () => {
  const file = path.join(folder, 'cert.pem');
  await writeFile(file, 'nothing');
  const { code, err } = await server.run({ PORT: '0', DATA_DIR: dataDir(), TLS_CERT: file, TLS_KEY: file });
  expect(code).toBe(1);
  expect(err).toContain('Trilock cannot start. TLS_CERT or TLS_KEY cannot be read.');
});

test('a Redis that is not there: where, and without its password', async () => {
  const REDIS_URL = 'redis://:hunter2hunter2@127.0.0.1:1';
  const { code, out, err } = await server.run({ PORT: '0', DATA_DIR: dataDir(), SEED: 'none', REDIS_URL });
  expect(code).toBe(1);
  expect(err).toContain('Trilock cannot start. The Redis of REDIS_URL at 127.0.0.1:1 cannot be used (ECONNREFUSED).');
  expect(out + err).not.toContain('hunter2');
  expect(await readPostmasterFile(path.join(dataDir(), 'postgres'))).toBeUndefined();
});
