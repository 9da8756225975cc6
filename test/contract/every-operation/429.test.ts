import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedApp, startApp, type TestApp } from '../../support/app';
import { newTenant, type Tenant } from '../../support/factory';
import { send } from '../../support/http';
import { call, outcome } from '../support/call';
import { OPERATIONS } from '../support/openapi';
import { sampleOf } from '../support/samples';

const of = (...surfaces: string[]) =>
  OPERATIONS.filter(({ surface, operation }) => surfaces.includes(surface) && operation.security.length > 0).map(
    (place) => [place.operation.operationId, place] as const,
  );

/** What only people may call has no key whose window could be full. */
const isForKeys = ([, { operation }]: ReturnType<typeof of>[number]) => operation.security.some((one) => !('Bearer' in one));

describe.each(of('external', 'v1').filter(isForKeys))('%s', (id, { method }) => {
  it('429: the window of the key is full; the refused request counts nowhere', async () => {
    const app = await sharedApp();
    const { path, headers, body, tenant } = await sampleOf(app, id);
    await app.sql(`UPDATE api_keys SET rate_tier = 'enterprise', rate_limits = '{"per_hour": 1}' WHERE hospital_id = $1`, [
      tenant.hospitalId,
    ]);
    let reply = await call(app, method, path, { headers, body });
    await expect
      .poll(async () => {
        reply = await call(app, method, path, { headers, body });
        return reply.status;
      })
      .toBe(429);
    expect(outcome(reply)).toBe('429 RATE_LIMIT_EXCEEDED');
    expect(reply.headers['x-ratelimit-limit']).toBe('1');
    expect(reply.headers['x-ratelimit-remaining']).toBe('0');
    expect(reply.headers['x-ratelimit-window']).toBe('3600');
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(3000);
  });
});

describe('people', () => {
  const LIMIT = 2000;
  let app: TestApp;
  let tenant: Tenant;
  let headers: Record<string, string>;

  beforeAll(async () => {
    app = await sharedApp();
    tenant = await newTenant(app, { role: 'super_admin' });
    headers = tenant.admin.headers;
    for (let sent = 0; sent < LIMIT; sent += 100) {
      await Promise.all(Array.from({ length: 100 }, () => send(app, 'GET', '/api/hospitals/none', { headers })));
    }
  });

  const forPeople = [...of('hospital'), ...of('v1').filter((place) => !isForKeys(place))];
  it.each(forPeople)('%s 429: the window of the person is full', async (_id, { method, template }) => {
    const reply = await call(app, method, template.replace('{hospitalId}', tenant.hospitalId).replace('{apiKeyId}', 'x'), {
      headers,
    });
    expect(outcome(reply)).toBe('429 RATE_LIMIT_EXCEEDED');
    expect(reply.headers['x-ratelimit-limit']).toBe(String(LIMIT));
  });
});

describe('addresses', () => {
  let strict: TestApp;
  beforeAll(async () => {
    strict = await startApp({ AUTH_FAILURES_PER_MINUTE: '2' });
  });
  afterAll(() => strict.close());

  it('429: past the limit of failures guesses are refused, right credentials of a key are not', async () => {
    const { headers } = await sampleOf(strict, 'getMe');
    const guess = () => call(strict, 'GET', '/api/external/me', { headers: { ...headers, 'x-api-secret': 'wrong' } });
    expect([outcome(await guess()), outcome(await guess())]).toEqual(['401 INVALID_API_KEY', '401 INVALID_API_KEY']);
    const refused = await guess();
    expect(outcome(refused)).toBe('429 RATE_LIMIT_EXCEEDED');
    expect(refused.headers['x-ratelimit-window']).toBe('60');
    expect((await call(strict, 'GET', '/api/external/me', { headers })).status).toBe(200);
    const body = { email: 'a@example.com', password: 'x' };
    expect(outcome(await call(strict, 'POST', '/v1/auth/login', { body }))).toBe('429 RATE_LIMIT_EXCEEDED');
    for (const action of ['refresh', 'logout']) {
      const reply = await call(strict, 'POST', `/v1/auth/${action}`, { body: { refreshToken: 'rt_x' } });
      expect(outcome(reply)).toBe('429 RATE_LIMIT_EXCEEDED');
    }
  });
});

it('login 429: the eleventh wrong password for an e-mail, and then the right one too', async () => {
  const app = await sharedApp();
  const { path, body } = await sampleOf(app, 'login');
  const attempt = async (password: unknown) => outcome(await call(app, 'POST', path, { body: { ...body, password } }));
  for (let i = 0; i < 10; i++) expect(await attempt('wrong horse')).toBe('401 INVALID_CREDENTIALS');
  expect(await attempt('wrong horse')).toBe('429 RATE_LIMIT_EXCEEDED');
  expect(await attempt(body?.password)).toBe('429 RATE_LIMIT_EXCEEDED');
});
