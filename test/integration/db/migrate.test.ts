import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyMigrations } from '@/server/db/migrate';
import { StartupError } from '@/server/kernel/startup-error';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { onDatabase } from '../../support/server';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const MIGRATIONS = path.join(ROOT, 'prisma/migrations');
const run = promisify(execFile);

let database: TestDatabase;
let directory: string;

beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
  directory = await mkdtemp(path.join(tmpdir(), 'trilock-migrations-'));
});

afterEach(async () => {
  await database.drop();
  await rm(directory, { recursive: true });
});

async function write(name: string, sql: string): Promise<void> {
  await mkdir(path.join(directory, name), { recursive: true });
  await writeFile(path.join(directory, name, 'migration.sql'), sql);
}

const apply = () => applyMigrations({ ownerUrl: database.ownerUrl, directory, log: () => undefined });

async function failure(): Promise<StartupError> {
  const error = await apply().catch((reason) => reason);
  expect(error).toBeInstanceOf(StartupError);
  return error;
}

function names(sql: string): Promise<string[]> {
  return onDatabase(database.ownerUrl, async (client) =>
    (await client.query<{ name: string }>(sql)).rows.map((row) => row.name),
  );
}

const tables = () =>
  names(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
  ORDER BY 1`);
const recorded = () => names('SELECT migration_name AS name FROM _prisma_migrations ORDER BY started_at');

test('migrations are applied in order, once', async () => {
  await write('2_second', 'ALTER TABLE a ADD b text;');
  await write('1_first', 'CREATE TABLE a (id int);');
  expect(await apply()).toEqual({ applied: ['1_first', '2_second'] });
  expect(await apply()).toEqual({ applied: [] });
  expect(await recorded()).toEqual(['1_first', '2_second']);
});

test('two instances at once apply each migration once', async () => {
  await write('1_first', 'CREATE TABLE a (id int);');
  const results = await Promise.all([apply(), apply()]);
  expect(results.flatMap((result) => result.applied)).toEqual(['1_first']);
});

test('a body in dollar quotes is one statement', async () => {
  await write('1_function', `CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 7; END $$;`);
  await apply();
  expect(await names('SELECT f()::text AS name')).toEqual(['7']);
});

test('a failing migration is named with its line, leaves nothing, and keeps those before it', async () => {
  await write('1_first', 'CREATE TABLE a (id int);');
  await write('2_broken', 'CREATE TABLE b (id int);\nCREATE TABLE a (id int);');
  await write('3_never', 'CREATE TABLE c (id int);');
  expect((await failure()).message).toBe('The migration "2_broken" failed: relation "a" already exists.');
  expect(await tables()).toEqual(['a']);
  expect(await recorded()).toEqual(['1_first']);

  await write('2_broken', 'CREATE TABLE b (id int);\nSELECT nothing;');
  expect((await failure()).message).toBe('The migration "2_broken" failed: column "nothing" does not exist (line 2).');

  await write('2_broken', 'CREATE TABLE b (id int);');
  expect(await apply()).toEqual({ applied: ['2_broken', '3_never'] });
});

test('a migration that ends its own transaction is refused', async () => {
  await write('1_commits', 'CREATE TABLE a (id int); COMMIT;');
  expect((await failure()).message).toContain('it ends the transaction');
  expect(await recorded()).toEqual([]);
});

test('an applied migration that was edited is refused by name', async () => {
  await write('1_first', 'CREATE TABLE a (id int);');
  await apply();
  await appendFile(path.join(directory, '1_first/migration.sql'), '-- edited');
  await write('2_second', 'CREATE TABLE b (id int);');
  expect((await failure()).message).toContain('"1_first" has been changed after it was applied');
  expect(await tables()).toEqual(['a']);
});

test('a database that a newer version has migrated is refused', async () => {
  await write('1_first', 'CREATE TABLE a (id int);');
  await write('2_newer', 'CREATE TABLE b (id int);');
  await apply();
  await rm(path.join(directory, '2_newer'), { recursive: true });
  expect((await failure()).message).toContain('"2_newer", which this version of Trilock does not know');
});

test('a database that cannot be reached is named, and its password is not', async () => {
  const ownerUrl = 'postgresql://somebody:secret@127.0.0.1:1/nothing';
  const error = await applyMigrations({ ownerUrl, directory, log: () => undefined }).catch((reason) => reason);
  expect(error).toBeInstanceOf(StartupError);
  expect(error.message).toBe('The database at 127.0.0.1:1 cannot be used: connect ECONNREFUSED 127.0.0.1:1.');
});

test("Prisma's command line agrees that the project's migrations are applied", async () => {
  await cp(MIGRATIONS, directory, { recursive: true });
  await apply();
  expect(await prisma('migrate', 'status')).toContain('Database schema is up to date!');
  // Deploy compares the checksums.
  expect(await prisma('migrate', 'deploy')).toContain('No pending migrations to apply.');
});

test("the project's migrations make the project's schema", async () => {
  const schema = path.join(ROOT, 'prisma/schema.prisma');
  const drift = await prisma('migrate', 'diff', '--from-migrations', MIGRATIONS, '--to-schema', schema, '--exit-code');
  expect(drift).toContain('No difference detected.');
});

/** Prisma's command line on the test's database, with the stand-in for its engine. Rejects with its output if it fails. */
async function prisma(...args: string[]): Promise<string> {
  const script = path.join(ROOT, 'scripts/prisma-engine/run.ts');
  const { stdout } = await run(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: database.ownerUrl },
  });
  return stdout;
}
