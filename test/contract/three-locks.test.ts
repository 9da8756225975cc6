import { beforeAll, describe, expect, it } from 'vitest';
import { newApiKey, newApiSecret, newHospitalToken } from '@/server/credentials/formats';
import { sharedApp, startApp, type TestApp } from '../support/app';
import { lockHeaders, newTenant, type PartnerKey, type Tenant } from '../support/factory';
import type { Reply } from '../support/http';
import { call, outcome } from './support/call';

const ME = '/api/external/me';
const BAD = '401 INVALID_API_KEY';
const ABSENT = '401 UNAUTHORIZED';

let app: TestApp;
let tenant: Tenant;
let mine: PartnerKey;
let other: PartnerKey;
let foreign: PartnerKey;

beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  const elsewhere = await newTenant(app);
  [mine, other, foreign] = await Promise.all([tenant.partnerKey(), tenant.partnerKey(), elsewhere.partnerKey()]);
});

/** Headers that two refusals may differ in; nothing else may. */
const VARIES = new Set(['x-request-id', 'date', 'x-ratelimit-remaining', 'ratelimit', 'x-ratelimit-reset']);

/** What a caller can see of a refusal, without what must differ. */
function face({ status, headers, body }: Reply) {
  const { request_id: _id, code: _code, ...rest } = body as Record<string, unknown>;
  return { status, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !VARIES.has(name))), rest };
}

async function causeOf(reply: Reply): Promise<string | undefined> {
  const [row] = await app.sql<{ cause: string; outcome: string; authenticated: boolean }>(
    'SELECT cause, outcome, authenticated FROM audit_events WHERE request_id = $1',
    [reply.headers['x-request-id']],
  );
  expect(row).toMatchObject({ outcome: 'refused', authenticated: false });
  return row?.cause;
}

type Locks = { key: string; secret: string; token: string };
type Case = [string, (locks: Locks) => Record<string, string> | string[], string, string];

const without = (name: string) => (locks: Locks) =>
  Object.fromEntries(Object.entries(lockHeaders(locks)).filter(([header]) => header !== name));
const changed = (change: (locks: Locks) => Partial<Locks>) => (locks: Locks) => lockHeaders({ ...locks, ...change(locks) });
const doubled = (name: string) => (locks: Locks) => {
  const raw = Object.entries(lockHeaders(locks)).flat();
  const value = raw[raw.indexOf(name) + 1] ?? '';
  return [...raw, name.toUpperCase(), value];
};

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl';

const CASES: Case[] = [
  ['nothing at all', () => ({}), ABSENT, 'credentials_missing'],
  ['no key', without('x-api-key'), ABSENT, 'credentials_missing'],
  ['no secret', without('x-api-secret'), ABSENT, 'credentials_missing'],
  ['no token', without('authorization'), ABSENT, 'credentials_missing'],
  ['an empty key', changed(() => ({ key: '' })), ABSENT, 'credentials_missing'],
  ['an empty secret', changed(() => ({ secret: '' })), ABSENT, 'credentials_missing'],
  ['an unknown key', changed(() => ({ key: newApiKey('nyra_') })), BAD, 'key_unknown'],
  [
    'a mistyped key',
    changed(({ key }) => ({ key: `${key.slice(0, -1)}${key.endsWith('x') ? 'y' : 'x'}` })),
    BAD,
    'key_unknown',
  ],
  ['a wrong secret', changed(() => ({ secret: newApiSecret() })), BAD, 'secret_wrong'],
  ['a secret that is none', changed(() => ({ secret: 'secret' })), BAD, 'secret_wrong'],
  ['a wrong token', changed(() => ({ token: newHospitalToken() })), BAD, 'token_wrong'],
  [
    'all three wrong',
    () => lockHeaders({ key: newApiKey('nyra_'), secret: newApiSecret(), token: newHospitalToken() }),
    BAD,
    'key_unknown',
  ],
  ["another key's secret", changed(() => ({ secret: other.secret })), BAD, 'secret_wrong'],
  ["another key's token", changed(() => ({ token: other.token })), BAD, 'token_wrong'],
  ["another key of the hospital with this one's secret and token", changed(() => ({ key: other.key })), BAD, 'secret_wrong'],
  ["another hospital's key", changed(() => ({ key: foreign.key })), BAD, 'secret_wrong'],
  ["another hospital's secret", changed(() => ({ secret: foreign.secret })), BAD, 'secret_wrong'],
  ["another hospital's token", changed(() => ({ token: foreign.token })), BAD, 'token_wrong'],
  ["another hospital's key and secret with this token", changed(({ token }) => ({ ...foreign, token })), BAD, 'token_wrong'],
  ['key and secret swapped', changed(({ key, secret }) => ({ key: secret, secret: key })), BAD, 'key_unknown'],
  ['secret and token swapped', changed(({ secret, token }) => ({ secret: token, token: secret })), BAD, 'secret_wrong'],
  ['key and token swapped', changed(({ key, token }) => ({ key: token, token: key })), BAD, 'key_unknown'],
  ['a JWT as the token', changed(() => ({ token: JWT })), BAD, 'token_wrong'],
  ['an access token of v1 as the token', changed(() => ({ token: tenant.admin.accessToken })), BAD, 'token_wrong'],
  ['the key in upper case', changed(({ key }) => ({ key: key.toUpperCase() })), BAD, 'key_unknown'],
  ['the secret in upper case', changed(({ secret }) => ({ secret: secret.toUpperCase() })), BAD, 'secret_wrong'],
  ['the token in upper case', changed(({ token }) => ({ token: token.toUpperCase() })), BAD, 'token_wrong'],
  ['the token without Bearer', (locks) => ({ ...lockHeaders(locks), authorization: locks.token }), BAD, 'token_wrong'],
  ['the token as Basic', (locks) => ({ ...lockHeaders(locks), authorization: `Basic ${locks.token}` }), BAD, 'token_wrong'],
  ['two tokens in one header', changed(({ token }) => ({ token: `${token}, Bearer ${token}` })), BAD, 'token_wrong'],
  ['the key twice', doubled('x-api-key'), BAD, 'header_doubled'],
  ['the secret twice', doubled('x-api-secret'), BAD, 'header_doubled'],
  ['the token twice', doubled('authorization'), BAD, 'header_doubled'],
  ['a key of 10 kB', changed(() => ({ key: `nyra_${'a'.repeat(10_000)}` })), BAD, 'key_unknown'],
  ['a token of 10 kB', changed(() => ({ token: 'a'.repeat(10_000) })), BAD, 'token_wrong'],
];

describe('a wrong combination is refused, uniformly, and the audit log alone has the cause', () => {
  it.each(CASES)('%s', async (_name, make, expected, cause) => {
    const sentAt = performance.now();
    const reply = await call(app, 'GET', ME, { headers: make(mine) });
    // Held, so that what was found out, and how quickly, does not show; a lower bound only, since a machine may be slow.
    expect(performance.now() - sentAt).toBeGreaterThanOrEqual(25);
    expect(outcome(reply)).toBe(expected);
    expect(await causeOf(reply)).toBe(cause);
    expect(reply.text).not.toContain(cause);
    // Of the two codes of a refusal each has one face, whichever lock it was.
    const plain = expected === ABSENT ? {} : lockHeaders({ key: 'nyra_x', secret: 'x', token: 'x' });
    expect(face(reply)).toEqual(face(await call(app, 'GET', ME, { headers: plain })));
    expect((reply.body as { message: string }).message).toBe('Invalid API credentials');
  });

  it('a server key as lock 1', async () => {
    const { key } = await tenant.serverKey();
    const reply = await call(app, 'GET', ME, { headers: lockHeaders({ ...mine, key }) });
    expect([outcome(reply), await causeOf(reply)]).toEqual([BAD, 'key_unknown']);
  });

  it('three locks on v1: two credentials, so none', async () => {
    expect((await call(app, 'GET', '/v1/auth/verify', { headers: mine.headers })).status).toBe(401);
    const keyOnly = await call(app, 'GET', '/v1/auth/verify', { headers: { 'x-api-key': mine.key } });
    expect(outcome(keyOnly)).toBe(BAD);
  });
});

describe('the state of a key', () => {
  const POLL = { interval: 5, timeout: 500 };
  const ask = (key: PartnerKey) => call(app, 'GET', ME, { headers: key.headers });

  /** The change, by SQL as another instance would make it, is in force within the time of contract section 1, rule 8. */
  async function refusedAfter(sql: string, expected: string, cause: string) {
    const key = await tenant.partnerKey();
    expect((await ask(key)).status).toBe(200);
    await app.sql(sql, [key.id]);
    await expect.poll(async () => outcome(await ask(key)), POLL).toBe(expected);
    expect(await causeOf(await ask(key))).toBe(cause);
  }

  it.each([
    ['disabled', 'UPDATE api_keys SET is_active = false WHERE id = $1', BAD, 'key_disabled'],
    ['revoked', 'UPDATE api_keys SET revoked_at = now() WHERE id = $1', BAD, 'key_revoked'],
    ['expired', `UPDATE api_keys SET expires_at = now() - interval '1 s' WHERE id = $1`, BAD, 'key_expired'],
    ['its token revoked', 'UPDATE hospital_tokens SET revoked_at = now() WHERE api_key_id = $1', BAD, 'token_revoked'],
    [
      'its secret past its overlap',
      'UPDATE api_secrets SET expires_at = now() WHERE api_key_id = $1',
      BAD,
      'secret_overlap_ended',
    ],
    [
      'its token expired',
      `UPDATE hospital_tokens SET expires_at = now() WHERE api_key_id = $1`,
      '401 TOKEN_EXPIRED',
      'token_expired',
    ],
  ])('%s', async (_name, sql, expected, cause) => {
    await refusedAfter(sql, expected, cause);
  });

  it.each([
    ['the secret is wrong', { secret: newApiSecret() }],
    ['the key is another one', { key: newApiKey('nyra_') }],
  ])('TOKEN_EXPIRED is not said where %s', async (_name, wrong) => {
    const key = await tenant.partnerKey();
    await app.sql('UPDATE hospital_tokens SET expires_at = now() WHERE api_key_id = $1', [key.id]);
    const reply = await call(app, 'GET', ME, { headers: lockHeaders({ ...key, ...wrong }) });
    expect(outcome(reply)).toBe(BAD);
  });

  it('an expired token that was revoked as well is only a wrong one', async () => {
    await refusedAfter(
      'UPDATE hospital_tokens SET revoked_at = now(), expires_at = now() WHERE api_key_id = $1',
      BAD,
      'token_wrong',
    );
  });

  it('a test key works here and not in production', async () => {
    const key = await tenant.partnerKey({ environment: 'test' });
    expect((await ask(key)).status).toBe(200);
    const host = 'trilock.example';
    const secret = 'x'.repeat(40);
    const production = await startApp({
      APP_ENV: 'production',
      PUBLIC_URL: `https://${host}`,
      APP_SECRET: secret,
      TRUST_PROXY: '127.0.0.1',
    });
    try {
      const proxied = { host, 'x-forwarded-proto': 'https' };
      const there = await newTenant(production, { headers: proxied });
      const [test, live] = [await there.partnerKey({ environment: 'test' }), await there.partnerKey()];
      const send = (headers: Record<string, string>) => call(production, 'GET', ME, { headers: { ...proxied, ...headers } });
      expect(outcome(await send(test.headers))).toBe(BAD);
      expect(outcome(await send(live.headers))).toBe('200');
    } finally {
      await production.close();
    }
  });
});

describe('what is not a fault', () => {
  it('names of headers in any case, and the scheme too', async () => {
    const raw = ['X-API-KEY', mine.key, 'X-Api-Secret', mine.secret, 'AUTHORIZATION', `bEaReR ${mine.token}`];
    expect((await call(app, 'GET', ME, { headers: raw })).status).toBe(200);
  });

  it('a cookie beside them, which is ignored', async () => {
    const headers = { ...mine.headers, cookie: 'trilock-session=x' };
    expect((await call(app, 'GET', ME, { headers })).status).toBe(200);
  });
});
