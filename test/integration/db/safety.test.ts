import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/server/db/embedded';
import { checkDatabaseSafety, ensureRoles, urlFor } from '@/server/db/roles';
import { createTestDatabase } from '../../support/database';
import { onDatabase, rolePassword } from '../../support/server';

// Logins belong to a server, not to a database: what breaks them needs a server of its own, or other tests would break too.
let folder: string;
let server: EmbeddedPostgres;
let superuserUrl: string;
let ownerUrl: string;
let appUrl: string;

const ensure = (passwordFor: (role: string) => string = (role) => `test-${role}`) => {
  const log: string[] = [];
  return ensureRoles({ ownerUrl, passwordFor, log: (message) => log.push(message) }).then(() => log);
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'trilock-safety-'));
  server = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined });
  ownerUrl = server.ownerUrl;
  const url = new URL(ownerUrl);
  url.username = 'postgres';
  url.password = await readFile(path.join(folder, 'postgres-password'), 'utf8');
  superuserUrl = url.href;
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  await ensure();
  appUrl = urlFor(ownerUrl, 'trilock_app', rolePassword('trilock_app'));
  await asOwner(`CREATE TABLE patients (hospital_id uuid, id uuid, name text);
    ALTER TABLE patients ENABLE ROW LEVEL SECURITY;
    CREATE VIEW names WITH (security_invoker = true) AS SELECT name FROM patients;
    CREATE TABLE settings (name text)`);
});

afterEach(async () => {
  await asOwner('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await asSuperuser('DROP OWNED BY trilock_app; DROP ROLE trilock_app; DROP ROLE IF EXISTS middle');
});

const asOwner = (sql: string) => onDatabase(ownerUrl, (client) => client.query(sql));
const asSuperuser = (sql: string) => onDatabase(superuserUrl, (client) => client.query(sql));
const faults = (listed?: string[]) => onDatabase(appUrl, (client) => checkDatabaseSafety(client, listed));

test('a database with nothing wrong has no fault', async () => {
  expect(await faults()).toEqual([]);
});

test('the migrated database has no fault', async () => {
  const database = await createTestDatabase();
  try {
    expect(await onDatabase(database.appUrl, (client) => checkDatabaseSafety(client))).toEqual([]);
  } finally {
    await database.drop();
  }
});

test.each(['BYPASSRLS', 'SUPERUSER'])('an app login with %s is a fault', async (attribute) => {
  await asSuperuser(`ALTER ROLE trilock_app ${attribute}`);
  expect(await faults()).toContain(
    'The login trilock_app is, or may become, trilock_app, which is a superuser or bypasses row-level security.',
  );
});

test('an app login that is a member of the owner is a fault, also by way of another role', async () => {
  // Who makes a role becomes its member, and the opposite is refused while that stands (PostgreSQL 16).
  await asSuperuser('REVOKE trilock_app FROM trilock_owner');
  await asSuperuser('CREATE ROLE middle; GRANT trilock_owner TO middle; GRANT middle TO trilock_app');
  expect(await faults()).toEqual([
    'The login trilock_app is, or may become, trilock_owner, which owns tables: row-level security does not bind an owner.',
  ]);
});

test('an app login that owns a table is a fault', async () => {
  await asSuperuser('ALTER TABLE settings OWNER TO trilock_app');
  expect(await faults()).toEqual([expect.stringContaining('may become, trilock_app, which owns tables')]);
});

test.each([
  ['a table', 'public.calls', 'CREATE TABLE calls (hospital_id uuid)'],
  ['a table of another schema', 'more.calls', 'CREATE SCHEMA more; CREATE TABLE more.calls (hospital_id uuid)'],
  ['a materialized view', 'public.calls', 'CREATE MATERIALIZED VIEW calls AS SELECT hospital_id FROM patients'],
  [
    'a partition',
    'public.calls_1',
    `CREATE TABLE calls (hospital_id uuid) PARTITION BY LIST (hospital_id); ALTER TABLE calls ENABLE ROW LEVEL SECURITY;
     CREATE TABLE calls_1 PARTITION OF calls DEFAULT`,
  ],
])('%s with hospital_id and without row-level security is a fault', async (_kind, name, sql) => {
  await asOwner(sql);
  expect(await faults()).toEqual([`The table ${name} has hospital_id, but no row-level security.`]);
  await asOwner('DROP SCHEMA IF EXISTS more CASCADE');
});

test.each(['', 'WITH (security_invoker = off)'])('a view %s is a fault', async (options) => {
  await asOwner(`CREATE VIEW all_names ${options} AS SELECT name FROM patients`);
  expect(await faults()).toEqual([
    'The view public.all_names lacks security_invoker, so it reads with the rights of its owner.',
  ]);
});

test('a SECURITY DEFINER function must be listed and pin its search_path', async () => {
  const create = (more: string) =>
    asOwner(
      `CREATE OR REPLACE FUNCTION find(q text, n integer) RETURNS int LANGUAGE sql SECURITY DEFINER ${more} AS 'SELECT 1'`,
    );
  await create('');
  expect(await faults([])).toEqual(['The SECURITY DEFINER function public.find(text, integer) is not listed.']);
  const listed = ['public.find(text, integer)'];
  expect(await faults(listed)).toEqual([
    'The SECURITY DEFINER function public.find(text, integer) does not pin its search_path.',
  ]);
  await create('SET search_path = pg_catalog, public');
  expect(await faults(listed)).toEqual([]);
});

test('what an extension brings is not ours to judge', async () => {
  await asSuperuser('CREATE EXTENSION pg_stat_statements');
  expect(await faults()).toEqual([]);
});

test('a start mends the attributes that the owner may mend', async () => {
  await asSuperuser('ALTER ROLE trilock_app NOLOGIN CREATEROLE INHERIT; ALTER ROLE trilock_app SET lock_timeout = 0');
  await ensure();
  const settings = await onDatabase(appUrl, (client) =>
    client.query(
      `SELECT rolcreaterole, rolinherit, current_setting('lock_timeout') FROM pg_roles WHERE rolname = current_user`,
    ),
  );
  expect(settings.rows).toEqual([{ rolcreaterole: false, rolinherit: false, current_setting: '2s' }]);
});

test('a start that may not mend an attribute says which login', async () => {
  await asSuperuser('ALTER ROLE trilock_app BYPASSRLS');
  await expect(ensure()).rejects.toThrow('The database login "trilock_app" could not be prepared');
});

test('a password that works is left alone, and one that does not is set', async () => {
  const stored = async () =>
    (await asSuperuser(`SELECT rolpassword FROM pg_authid WHERE rolname = 'trilock_app'`)).rows[0].rolpassword;
  const before = await stored();
  expect(await ensure()).toEqual([]);
  expect(await stored()).toBe(before);
  await ensure((role) => `other-${role}`);
  expect(await stored()).not.toBe(before);
  appUrl = urlFor(ownerUrl, 'trilock_app', 'other-trilock_app');
  expect(await faults()).toEqual([]);
});
