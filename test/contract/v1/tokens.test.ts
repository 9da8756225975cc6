import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changePassword } from '@/server/domain/auth/change-password';
import { browserSession } from '../../integration/security/session';
import { sharedApp, startApp, type TestApp } from '../../support/app';
import { newTenant, type Person, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';
import { sampleOf } from '../support/samples';

const SOON = { interval: 5, timeout: 1000 };
type Pair = { accessToken: string; refreshToken: string };

let app: TestApp;
let tenant: Tenant;
let person: Person;
beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  person = await tenant.person('receptionist');
});

const verify = (token: string, on: TestApp = app) =>
  call(on, 'GET', '/v1/auth/verify', { headers: { authorization: `Bearer ${token}` } });
const refresh = (refreshToken: string) => call(app, 'POST', '/v1/auth/refresh', { body: { refreshToken } });

async function logIn(body: Record<string, unknown>): Promise<Pair> {
  return dataOf<Pair>(await call(app, 'POST', '/v1/auth/login', { body }));
}

/** A token as ours but for what is given, under our own key unless another is. */
async function forge(claims: Record<string, unknown>, header: Record<string, unknown> = {}, key?: Buffer): Promise<string> {
  const { secrets } = app.runtime.services;
  const payload = JSON.parse(Buffer.from(person.accessToken.split('.')[1] ?? '', 'base64url').toString());
  return new SignJWT({ ...payload, ...claims })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: String(secrets.version), ...header })
    .sign(new Uint8Array(key ?? secrets.key('access-token') ?? Buffer.alloc(32)));
}

const unsigned = async (header: Record<string, unknown>) => {
  const [, payload] = (await forge({})).split('.');
  return `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.`;
};
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
const keyOf = (purpose: 'socket-ticket' | 'session-cookie') => app.runtime.services.secrets.key(purpose) ?? Buffer.alloc(32);

const REFUSED: [string, () => Promise<string>][] = [
  ['alg none', () => unsigned({ alg: 'none' })],
  ['alg none, with a kid', () => unsigned({ alg: 'none', kid: String(app.runtime.services.secrets.version) })],
  ['alg in another case', () => unsigned({ alg: 'NONE' })],
  ['HS256 without a signature', () => unsigned({ alg: 'HS256', kid: String(app.runtime.services.secrets.version) })],
  ['HS512', () => forge({}, { alg: 'HS512' }, Buffer.alloc(64, 1))],
  ["another key's signature", () => forge({}, {}, Buffer.alloc(32, 1))],
  ["the session cookie's key", () => forge({}, {}, keyOf('session-cookie'))],
  ["the socket ticket's key", () => forge({}, {}, keyOf('socket-ticket'))],
  ['an unknown kid', () => forge({}, { kid: '1' })],
  ['a kid that is a path', () => forge({}, { kid: '../../etc/passwd' })],
  ['not valid before a minute from now', () => forge({ nbf: inSeconds(60) })],
  ['issued a minute from now', () => forge({ iat: inSeconds(60) })],
  ['the audience of a socket ticket', () => forge({ aud: 'trilock/socket' })],
  ['the audience of a session', () => forge({ aud: 'trilock/session' })],
  ['no audience', () => forge({ aud: undefined })],
  ['another issuer', () => forge({ iss: 'https://elsewhere.example' })],
  ['no end', () => forge({ exp: undefined })],
  ['no session', () => forge({ sid: undefined })],
  ['an injection for a session', () => forge({ sid: "' OR 1=1 --" })],
  ['20 kB, signed by us', () => forge({ pad: 'x'.repeat(15_000) })],
  ['20 kB of nothing', async () => `eyJhbGciOiJIUzI1NiJ9.${'x'.repeat(20_000)}.x`],
];

describe('an access token is refused with', () => {
  it.each(REFUSED)('%s', async (_name, make) => {
    expect((await verify(await forge({}))).status).toBe(200);
    const token = await make();
    const reply = await verify(token);
    expect(outcome(reply)).toBe('401 UNAUTHORIZED');
    const rows = await app.sql('SELECT cause, outcome FROM audit_events WHERE request_id = $1', [
      reply.headers['x-request-id'],
    ]);
    expect(rows).toEqual([{ cause: 'jwt_invalid', outcome: 'refused' }]);
    expect(outcome(await call(app, 'GET', '/api/hospitals', { headers: { authorization: `Bearer ${token}` } }))).toBe(
      '401 UNAUTHORIZED',
    );
  });

  it('a real socket ticket, and the value of a session cookie', async () => {
    const sample = await sampleOf(app, 'createWsTicket');
    const { token } = dataOf<{ token: string }>(await call(app, 'POST', sample.path, { headers: sample.headers, body: {} }));
    expect(outcome(await verify(token))).toBe('401 UNAUTHORIZED');
    const { headers } = await browserSession(app, tenant.hospitalId, person);
    expect(outcome(await verify(headers.cookie.slice(headers.cookie.indexOf('=') + 1)))).toBe('401 UNAUTHORIZED');
  });

  it('an end over 30 s ago, as expired', async () => {
    expect((await verify(await forge({ exp: inSeconds(-20) }))).status).toBe(200);
    expect(outcome(await verify(await forge({ exp: inSeconds(-40) })))).toBe('401 TOKEN_EXPIRED');
  });

  it('claims that say more than the record: the record decides', async () => {
    const token = await forge({ role: 'super_admin', sub: 'usr_01h455vb4pex5vsknk084sn02q' });
    expect(dataOf(await verify(token))).toMatchObject({ role: 'receptionist' });
  });
});

describe('at once, without a new token', () => {
  it('a changed role', async () => {
    const someone = await tenant.person('admin');
    const path = `/api/hospitals/${tenant.hospitalId}/api-keys`;
    expect((await call(app, 'GET', path, { headers: someone.headers })).status).toBe(200);
    await app.sql(`UPDATE users SET role = 'receptionist' WHERE id = $1`, [someone.id]);
    await expect.poll(async () => dataOf(await verify(someone.accessToken)), SOON).toMatchObject({ role: 'receptionist' });
    expect(outcome(await call(app, 'GET', path, { headers: someone.headers }))).toBe('403 FORBIDDEN');
  });

  it('a new password ends every session, token and family', async () => {
    const { body = {}, tenant: own } = await sampleOf(app, 'login');
    const [first, second] = [await logIn(body), await logIn(body)];
    const session = await browserSession(app, own.hospitalId, own.admin);
    const keys = `/api/hospitals/${own.hospitalId}/api-keys`;
    expect((await call(app, 'GET', keys, { headers: session.headers })).status).toBe(200);
    const change = { hospitalId: own.hospitalId, userId: own.admin.id, address: '203.0.113.1' };
    const passwords = { currentPassword: String(body.password), newPassword: 'a new password' };
    await changePassword(app.runtime.services, { ...change, ...passwords }, new Date());
    for (const { accessToken } of [first, second]) {
      await expect.poll(async () => outcome(await verify(accessToken)), SOON).toBe('401 UNAUTHORIZED');
    }
    await expect
      .poll(async () => outcome(await call(app, 'GET', keys, { headers: session.headers })), SOON)
      .toBe('401 UNAUTHORIZED');
    for (const { refreshToken } of [first, second]) expect(outcome(await refresh(refreshToken))).toBe('401 UNAUTHORIZED');
    expect(outcome(await call(app, 'POST', '/v1/auth/login', { body }))).toBe('401 INVALID_CREDENTIALS');
    expect((await logIn({ ...body, password: 'a new password' })).accessToken).toMatch(/^eyJ/);
  });
});

describe('a refresh token used twice at once', () => {
  it('gives each its own successor; the first one used retires the other, whose use ends the login', async () => {
    const { body = {} } = await sampleOf(app, 'login');
    const { refreshToken } = await logIn(body);
    const replies = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    const [left, right] = replies.map((reply) => dataOf<Pair>(reply)) as [Pair, Pair];
    expect(left.refreshToken).not.toBe(right.refreshToken);
    for (const { accessToken } of [left, right]) expect((await verify(accessToken)).status).toBe(200);
    const next = await refresh(left.refreshToken);
    expect(next.status).toBe(200);
    expect(outcome(await refresh(right.refreshToken))).toBe('401 UNAUTHORIZED');
    expect(outcome(await refresh(dataOf<Pair>(next).refreshToken))).toBe('401 UNAUTHORIZED');
    await expect.poll(async () => outcome(await verify(left.accessToken)), SOON).toBe('401 UNAUTHORIZED');
  });
});

describe('bodies that no login can read', () => {
  const LIMIT = 4;
  let strict: TestApp;
  beforeAll(async () => {
    strict = await startApp({ AUTH_FAILURES_PER_MINUTE: String(LIMIT) });
  });
  afterAll(() => strict.close());

  it('count as failures of the address: past its limit 429, counted in the log and not listed', async () => {
    const send = (path: string, body: unknown) =>
      call(strict, 'POST', `/v1/auth/${path}`, { headers: { 'content-type': 'application/json' }, body });
    const replies = [
      await send('login', '{'),
      await send('login', { email: 'x' }),
      await send('refresh', { token: 'x' }),
      await send('logout', '[]'),
    ];
    expect(replies.map(outcome)).toEqual(['400 INVALID_JSON', ...Array(3).fill('400 VALIDATION_ERROR')]);
    expect(replies[3]?.headers['x-ratelimit-remaining']).toBe('0');
    for (let i = 0; i < 5; i++) {
      const refused = await send('login', '{');
      expect(outcome(refused)).toBe('429 RATE_LIMIT_EXCEEDED');
      expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    }
    const rows = await strict.sql(
      `SELECT cause, count(*)::int FROM audit_events WHERE action LIKE 'auth.%' GROUP BY 1 ORDER BY 1`,
    );
    expect(rows).toEqual([
      { cause: 'INVALID_JSON', count: 1 },
      { cause: 'VALIDATION_ERROR', count: 3 },
      // One row a minute, which may end in between.
      { cause: 'login_limit_address', count: expect.toSatisfy((count: number) => count >= 1 && count <= 2) },
    ]);
  });
});
