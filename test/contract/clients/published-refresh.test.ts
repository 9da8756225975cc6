import { beforeEach, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant } from '../../support/factory';
import { call, dataOf } from '../support/call';
import { instantIn } from './support/booking';
import { expired, newPatientLogin } from './support/patient-login';
import { published } from './support/published';
import { type Outcome, runProgram } from './support/run-program';

type Pair = { accessToken: string; refreshToken: string };

let app: TestApp;
let pair: Pair;
let appointmentId: string;
let familyId: string;

beforeEach(async () => {
  app = await sharedApp();
  const tenant = await newTenant(app);
  const { patientId, email, password } = await newPatientLogin(app, tenant);
  const login = await call(app, 'POST', '/v1/auth/login', { body: { email, password, role: 'patient' } });
  const { accessToken, refreshToken } = dataOf<Pair>(login);
  pair = { accessToken, refreshToken };
  const own = await tenant.serverKey();
  const doctor = await tenant.doctor();
  const body = { patientId, doctorId: doctor.id, dateTime: instantIn(2) };
  appointmentId = dataOf<{ id: string }>(await call(app, 'POST', '/v1/appointments', { headers: own.headers, body })).id;
  familyId = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()).sid;
});

/** What a browser has and Node has not. */
const BROWSER = `
const stored = new Map(JSON.parse(process.env.STORED));
globalThis.localStorage = {
  getItem: (name) => stored.get(name) ?? null,
  setItem: (name, value) => void stored.set(name, value),
  clear: () => stored.clear(),
};
globalThis.window = { location: { href: '/appointments' } };
const report = (result) =>
  console.log(JSON.stringify({ ...result, stored: Object.fromEntries(stored), href: window.location.href }));
`;

type Report = { ids?: string[]; status?: number; stored: Partial<Pair>; href: string };

async function run(end: string, accessToken: string, more: Readonly<Record<string, string>> = {}): Promise<Report> {
  const snippet = await published('v1/refresh-on-401.js', { 'https://api.saludya.com/v1': `${app.url}/v1` });
  const kept = JSON.stringify(Object.entries({ accessToken, refreshToken: pair.refreshToken }));
  const outcome: Outcome = await runProgram(process.execPath, ['--input-type=module', '-'], `${snippet}${BROWSER}${end}`, {
    STORED: kept,
    ...more,
  });
  expect(outcome.code, outcome.errors).toBe(0);
  return JSON.parse(outcome.output) as Report;
}

const successors = async () =>
  (await app.sql('SELECT id FROM refresh_tokens WHERE family_id = $1 AND parent_id IS NOT NULL', [familyId])).length;

const READ = 'const { data } = await getMyAppointments(); report({ ids: data.map(({ id }) => id) });';

it('a token that has not expired is sent as it is', async () => {
  const { ids, stored } = await run(READ, pair.accessToken);
  expect(ids).toEqual([appointmentId]);
  expect(stored).toEqual(pair);
  expect(await successors()).toBe(0);
});

it('an expired one is refreshed once, and the request that failed is answered', async () => {
  const old = await expired(app, pair.accessToken);
  const { ids, stored, href } = await run(READ, old);
  expect(ids).toEqual([appointmentId]);
  expect(stored.accessToken).not.toBe(old);
  expect(stored.refreshToken).toBe(pair.refreshToken);
  expect(href).toBe('/appointments');
  expect(await successors()).toBe(1);
});

it('hour after hour it refreshes with the refresh token of the login, which it never replaces', async () => {
  const again = `
await getMyAppointments();
localStorage.setItem('accessToken', process.env.EXPIRED);
${READ}`;
  const old = await expired(app, pair.accessToken);
  expect((await run(again, old, { EXPIRED: old })).ids).toEqual([appointmentId]);
  expect(await successors()).toBe(2);
});

it('requests that fail together each refresh and are each answered', async () => {
  const together = `
const answers = await Promise.all([getMyAppointments(), getMyAppointments(), getMyAppointments()]);
report({ ids: answers.flatMap(({ data }) => data.map(({ id }) => id)) });`;
  const { ids } = await run(together, await expired(app, pair.accessToken));
  expect(ids).toEqual([appointmentId, appointmentId, appointmentId]);
});

it('after a logout it clears what it keeps and goes to the login', async () => {
  await call(app, 'POST', '/v1/auth/logout', { body: { refreshToken: pair.refreshToken } });
  const failing = 'await getMyAppointments().catch(({ response }) => report({ status: response.status }));';
  const report = await run(failing, await expired(app, pair.accessToken));
  expect(report).toEqual({ status: 401, stored: {}, href: '/login' });
});
