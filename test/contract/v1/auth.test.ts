import { describe, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';
import { sampleOf } from '../support/samples';

const POLL = { interval: 5, timeout: 1000 };
type Pair = { accessToken: string; refreshToken: string };

async function logIn(): Promise<{ app: TestApp; tenant: Tenant; pair: Pair; body: Record<string, unknown> }> {
  const app = await sharedApp();
  const { body = {}, tenant } = await sampleOf(app, 'login');
  return { app, tenant, body, pair: dataOf<Pair>(await call(app, 'POST', '/v1/auth/login', { body })) };
}

const use = (app: TestApp, action: string, refreshToken: string) =>
  call(app, 'POST', `/v1/auth/${action}`, { body: { refreshToken } });
const verify = (app: TestApp, token: string) =>
  call(app, 'GET', '/v1/auth/verify', { headers: { authorization: `Bearer ${token}` } });

describe('POST /auth/login', () => {
  it('200: tokens and the person; the access token opens the hospital surface and v1', async () => {
    const { app, tenant, pair } = await logIn();
    expect(outcome(await verify(app, pair.accessToken))).toBe('200');
    const headers = { authorization: `Bearer ${pair.accessToken}` };
    expect((await call(app, 'GET', `/api/hospitals/${tenant.hospitalId}/api-keys`, { headers })).status).toBe(200);
  });

  it('401: with a role that is not the own one', async () => {
    const { app, body } = await logIn();
    expect(outcome(await call(app, 'POST', '/v1/auth/login', { body: { ...body, role: 'patient' } }))).toBe(
      '401 INVALID_CREDENTIALS',
    );
  });

  it.each([
    { email: 'x' },
    { email: undefined },
    { password: '' },
    { password: 'x'.repeat(257) },
    { role: 'root' },
    { remember: true },
  ])('400: %j', async (more) => {
    const { app, body } = await logIn();
    expect(outcome(await call(app, 'POST', '/v1/auth/login', { body: { ...body, ...more } }))).toBe('400 VALIDATION_ERROR');
  });
});

describe('POST /auth/refresh and /auth/logout', () => {
  it('200: a successor; the first one works until the successor is used, then it ends the login', async () => {
    const { app, pair } = await logIn();
    const second = dataOf<Pair>(await use(app, 'refresh', pair.refreshToken));
    expect((await use(app, 'refresh', pair.refreshToken)).status).toBe(200);
    expect((await use(app, 'refresh', second.refreshToken)).status).toBe(200);
    expect(outcome(await use(app, 'refresh', pair.refreshToken))).toBe('401 UNAUTHORIZED');
    await expect.poll(async () => (await verify(app, second.accessToken)).status, POLL).toBe(401);
    expect(outcome(await use(app, 'refresh', second.refreshToken))).toBe('401 UNAUTHORIZED');
  });

  it('200: a logout ends every token of the login, once', async () => {
    const { app, pair } = await logIn();
    expect((await use(app, 'logout', pair.refreshToken)).status).toBe(200);
    await expect.poll(async () => (await verify(app, pair.accessToken)).status, POLL).toBe(401);
    expect(outcome(await use(app, 'refresh', pair.refreshToken))).toBe('401 UNAUTHORIZED');
  });

  it('an access token and a refresh token are not each other', async () => {
    const { app, pair } = await logIn();
    expect(outcome(await use(app, 'refresh', pair.accessToken))).toBe('401 UNAUTHORIZED');
    expect(outcome(await verify(app, pair.refreshToken))).toBe('401 UNAUTHORIZED');
  });
});

describe('GET /auth/verify', () => {
  it('200: a key shows its permissions and environment, a person the role', async () => {
    const app = await sharedApp();
    const tenant = await newTenant(app);
    const { headers } = await tenant.serverKey({ permissions: ['patients:read'], environment: 'test' });
    const byKey = dataOf(await call(app, 'GET', '/v1/auth/verify', { headers }));
    expect(byKey).toMatchObject({
      permissions: ['patients:read'],
      environment: 'test',
      organizationId: expect.stringMatching(/^hos_/),
    });
    for (const role of ['super_admin', 'admin', 'receptionist', 'doctor', 'patient'] as const) {
      const person = await tenant.person(role);
      expect(dataOf(await call(app, 'GET', '/v1/auth/verify', { headers: person.headers }))).toMatchObject({ role });
    }
  });

  it('401: an expired, forged or foreign access token', async () => {
    const app = await sharedApp();
    const { admin, hospitalId } = await newTenant(app);
    const [head, payload, signature] = admin.accessToken.split('.');
    const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString());
    const old = await app.runtime.services.accessTokens.sign(claims, new Date(Date.now() - 2 * 3_600_000));
    expect(outcome(await verify(app, old))).toBe('401 TOKEN_EXPIRED');
    const root = Buffer.from(JSON.stringify({ ...claims, role: 'super_admin' })).toString('base64url');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const token of [`${head}.${root}.${signature}`, `${none}.${payload}.`, `${head}.${payload}.`]) {
      expect(outcome(await verify(app, token))).toBe('401 UNAUTHORIZED');
    }
    // Signed by us for a session that belongs to nobody there: the record decides, not the claims.
    const elsewhere = await newTenant(app);
    const { toTypeId } = await import('@/server/kernel/typeid');
    const moved = await app.runtime.services.accessTokens.sign(
      { ...claims, hid: toTypeId('hospital', elsewhere.hospitalId) },
      new Date(),
    );
    expect(outcome(await verify(app, moved))).toBe('401 UNAUTHORIZED');
    expect(hospitalId).not.toBe(elsewhere.hospitalId);
  });
});

it('any origin may call v1, without credentials of its own; nothing else answers one', async () => {
  const app = await sharedApp();
  const headers = { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' };
  const preflight = await call(app, 'OPTIONS', '/v1/auth/login', { headers });
  expect([preflight.status, preflight.headers['access-control-allow-origin']]).toEqual([204, '*']);
  expect(preflight.headers['access-control-allow-credentials']).toBeUndefined();
  expect(preflight.headers).toMatchObject({ 'x-request-id': expect.any(String), 'x-ratelimit-limit': expect.any(String) });
  const external = await call(app, 'OPTIONS', '/api/external/patients', { headers });
  expect([external.status, external.headers['access-control-allow-origin']]).toEqual([401, undefined]);
});
