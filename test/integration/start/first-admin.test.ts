import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { seedEmpty } from '@/server/seed';
import { ensureFirstAdmin } from '@/server/start/first-admin';
import { startApp, type TestApp } from '../../support/app';
import { send } from '../../support/http';

const SECRET = 's'.repeat(32);
const PRODUCTION = {
  APP_ENV: 'production',
  APP_SECRET: SECRET,
  PUBLIC_URL: 'https://api.hospital.example',
  TRUST_PROXY: '127.0.0.1',
};

let app: TestApp;
let DATA_DIR: string;

beforeEach(async () => {
  DATA_DIR = await mkdtemp(path.join(tmpdir(), 'trilock-admin-'));
});
afterEach(async () => {
  await app.close();
  await rm(DATA_DIR, { recursive: true });
});

async function start(variables: Record<string, string> = {}, { hospital = true } = {}) {
  app = await startApp({ DATA_DIR, ...variables });
  if (hospital) await seedEmpty({ ownerUrl: app.database.ownerUrl });
  return () => ensureFirstAdmin(app.runtime.env, app.runtime.services, new Date());
}

const login = (email: string, password: string) =>
  send(app, 'POST', '/v1/auth/login', {
    headers: { host: new URL(app.publicUrl).host, 'x-forwarded-proto': 'https' },
    body: { email, password },
  });

const users = () =>
  app.sql<{ role: string; email: string; must: boolean }>('SELECT role, email, must_change_password AS must FROM users');

test('in development it is made once, with a password that is told once and works', async () => {
  const ensure = await start();
  const admin = await ensure();
  expect(admin).toEqual({
    email: 'admin@demo.hospital',
    password: expect.stringMatching(/^[0-9A-Za-z]{20}$/),
    passwordFile: null,
  });
  expect(await ensure()).toBeNull();
  expect(await users()).toEqual([{ role: 'super_admin', email: 'admin@demo.hospital', must: false }]);
  expect((await login('admin@demo.hospital', admin?.password ?? '')).status).toBe(200);
  expect(await readdir(DATA_DIR)).toEqual([]);
});

test('in production its password goes into a file for us alone, is not told, and must be changed', async () => {
  const ensure = await start(PRODUCTION);
  const file = path.join(DATA_DIR, 'first-admin-password');
  expect(await ensure()).toEqual({ email: 'admin@demo.hospital', password: null, passwordFile: file });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await users()).toEqual([{ role: 'super_admin', email: 'admin@demo.hospital', must: true }]);
  expect((await login('admin@demo.hospital', (await readFile(file, 'utf8')).trim())).status).toBe(200);
  expect(app.log.join('')).not.toContain((await readFile(file, 'utf8')).trim());
});

test.each([
  ['development', {}],
  ['production', PRODUCTION],
])('a given password is used as it is, in %s, and told to nobody', async (_name, variables) => {
  const given = { ADMIN_EMAIL: 'Chief@Hospital.example', ADMIN_PASSWORD: '  spaces count  '.trim() };
  const ensure = await start({ ...variables, ...given });
  expect(await ensure()).toEqual({ email: 'chief@hospital.example', password: null, passwordFile: null });
  expect(await users()).toEqual([{ role: 'super_admin', email: 'chief@hospital.example', must: false }]);
  expect((await login('chief@hospital.example', given.ADMIN_PASSWORD)).status).toBe(200);
  expect(await readdir(DATA_DIR)).toEqual([]);
});

test('of two first starts at once one makes it', async () => {
  const ensure = await start();
  const made = (await Promise.all([ensure(), ensure(), ensure()])).filter((admin) => admin !== null);
  expect(made).toHaveLength(1);
  expect(await users()).toHaveLength(1);
  expect((await login('admin@demo.hospital', made[0]?.password ?? '')).status).toBe(200);
});

test('an address that belongs to somebody who is no administrator is refused by name', async () => {
  const ensure = await start({ ADMIN_EMAIL: 'desk@hospital.example' });
  await app.sql(
    `INSERT INTO users (hospital_id, id, email, name, role)
     SELECT id, gen_random_uuid(), 'desk@hospital.example', 'Front desk', 'receptionist' FROM hospitals`,
  );
  await expect(ensure()).rejects.toThrow(
    'There is no administrator, and desk@hospital.example belongs to somebody who is none.',
  );
  expect(await users()).toHaveLength(1);
});

test('without a hospital there is none', async () => {
  const ensure = await start({}, { hospital: false });
  expect(await ensure()).toBeNull();
});

test('SEED=none gives one empty hospital, in UTC, and only once', async () => {
  await start();
  expect(await seedEmpty({ ownerUrl: app.database.ownerUrl })).toBeNull();
  const counts = `SELECT (SELECT count(*)::int FROM hospitals WHERE timezone = 'UTC') AS hospitals,
    (SELECT count(*)::int FROM patients) AS patients, (SELECT count(*)::int FROM users) AS users`;
  expect(await app.sql(counts)).toEqual([{ hospitals: 1, patients: 0, users: 0 }]);
});
