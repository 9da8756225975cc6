import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newServerKey } from '@/server/credentials/formats';
import { sharedApp, startApp, type TestApp } from '../../support/app';
import { newTenant, type ServerKey, type Tenant } from '../../support/factory';
import type { Reply } from '../../support/http';
import { call, outcome } from '../support/call';

const PATH = '/v1/auth/verify';
const BAD = '401 INVALID_API_KEY';
const ABSENT = '401 UNAUTHORIZED';

let app: TestApp;
let tenant: Tenant;
let mine: ServerKey;
beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  mine = await tenant.serverKey();
});

const ask = (headers: Record<string, string> | string[]) => call(app, 'GET', PATH, { headers });

async function causeOf(reply: Reply): Promise<unknown> {
  const id = reply.headers['x-request-id'];
  return (await app.sql<{ cause: string }>('SELECT cause FROM audit_events WHERE request_id = $1', [id]))[0]?.cause;
}

type Case = [string, () => Record<string, string> | string[], string, string];
const person = () => `Bearer ${tenant.admin.accessToken}`;

const CASES: Case[] = [
  ['nothing', () => ({}), ABSENT, 'credentials_missing'],
  ['an empty key', () => ({ 'x-api-key': '' }), ABSENT, 'credentials_missing'],
  ['a key that is none', () => ({ 'x-api-key': 'sk_live_x' }), BAD, 'key_malformed'],
  [
    'a mistyped key',
    () => ({ 'x-api-key': `${mine.key.slice(0, -1)}${mine.key.endsWith('a') ? 'b' : 'a'}` }),
    BAD,
    'key_malformed',
  ],
  ['an unknown key', () => ({ 'x-api-key': newServerKey('live') }), BAD, 'key_unknown'],
  ['an unknown key as Bearer', () => ({ authorization: `Bearer ${newServerKey('live')}` }), BAD, 'key_unknown'],
  ['the key in upper case', () => ({ 'x-api-key': mine.key.toUpperCase() }), BAD, 'key_malformed'],
  ['both kinds', () => ({ ...mine.headers, authorization: person() }), ABSENT, 'both_credentials'],
  ['the key as both kinds', () => ({ ...mine.headers, authorization: `Bearer ${mine.key}` }), ABSENT, 'both_credentials'],
  ['the key twice', () => ['x-api-key', mine.key, 'X-API-Key', mine.key], ABSENT, 'header_doubled'],
  ['the Bearer twice', () => ['authorization', person(), 'Authorization', person()], ABSENT, 'header_doubled'],
  ['another scheme', () => ({ authorization: `Basic ${mine.key}` }), ABSENT, 'jwt_invalid'],
  ['a hospital token as Bearer', () => ({ authorization: `Bearer ${'a1'.repeat(32)}` }), ABSENT, 'jwt_invalid'],
  ['a cookie', () => ({ cookie: `trilock-session=${tenant.admin.accessToken}` }), ABSENT, 'credentials_missing'],
];

describe('v1 refuses', () => {
  it.each(CASES)('%s', async (_name, headers, expected, cause) => {
    const reply = await ask(headers());
    expect([outcome(reply), await causeOf(reply)]).toEqual([expected, cause]);
    expect(reply.text).not.toContain(cause);
  });

  it("a partner's key, by header and as Bearer", async () => {
    const { key } = await tenant.partnerKey();
    for (const headers of [{ 'x-api-key': key }, { authorization: `Bearer ${key}` }]) {
      const reply = await ask(headers);
      expect([outcome(reply), await causeOf(reply)]).toEqual([BAD, 'key_wrong_kind']);
    }
  });

  it.each([
    ['disabled', 'UPDATE api_keys SET is_active = false WHERE id = $1', 'key_disabled'],
    ['revoked', 'UPDATE api_keys SET revoked_at = now() WHERE id = $1', 'key_revoked'],
    ['expired', `UPDATE api_keys SET expires_at = now() - interval '1 s' WHERE id = $1`, 'key_expired'],
    ['past its overlap', 'UPDATE api_secrets SET expires_at = now() WHERE api_key_id = $1', 'secret_overlap_ended'],
  ])('a key that is %s, at once', async (_name, sql, cause) => {
    const key = await tenant.serverKey();
    expect((await ask(key.headers)).status).toBe(200);
    await app.sql(sql, [key.id]);
    await expect.poll(async () => outcome(await ask(key.headers)), { interval: 5, timeout: 500 }).toBe(BAD);
    expect(await causeOf(await ask(key.headers))).toBe(cause);
  });

  it.each([
    ['whose login has ended', 'UPDATE refresh_families SET revoked_at = now() WHERE user_id = $1', 'session_revoked'],
    ['who was disabled', `UPDATE users SET status = 'DISABLED' WHERE id = $1`, 'user_disabled'],
    ['who was deleted', 'UPDATE users SET deleted_at = now() WHERE id = $1', 'user_disabled'],
  ])('a person %s, at once', async (_name, sql, cause) => {
    const someone = await tenant.person('receptionist');
    expect((await ask(someone.headers)).status).toBe(200);
    await app.sql(sql, [someone.id]);
    await expect.poll(async () => outcome(await ask(someone.headers)), { interval: 5, timeout: 500 }).toBe(ABSENT);
    expect(await causeOf(await ask(someone.headers))).toBe(cause);
  });
});

it('a live key opens by header and as Bearer', async () => {
  for (const headers of [mine.headers, { authorization: `Bearer ${mine.key}` }, { authorization: `bearer ${mine.key}` }]) {
    expect(outcome(await ask(headers))).toBe('200');
  }
});

describe('in production', () => {
  const PROXY = { host: 'trilock.example', 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.5' };
  let production: TestApp;
  beforeAll(async () => {
    production = await startApp({
      APP_ENV: 'production',
      APP_SECRET: 'x'.repeat(32),
      PUBLIC_URL: 'https://trilock.example',
      TRUST_PROXY: '127.0.0.1/32',
    });
  });
  afterAll(() => production.close());

  it('a live key opens, a test key does not', async () => {
    const hospital = await newTenant(production, { headers: PROXY });
    const open = async (environment: 'live' | 'test') => {
      const { key, headers } = await hospital.serverKey({ environment });
      expect(key.startsWith(`sk_${environment}_`)).toBe(true);
      return outcome(await call(production, 'GET', PATH, { headers: { ...PROXY, ...headers } }));
    };
    expect([await open('live'), await open('test')]).toEqual(['200', BAD]);
  });
});
