import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { lockHeaders, newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

const ME = '/api/external/me';
const POLL = { interval: 5, timeout: 1000 };
type Credentials = { id: string; key: string; secret: string; token: string; old_secret_expires_at: string | null };

let app: TestApp;
let tenant: Tenant;
let base: string;
beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  base = `/api/hospitals/${tenant.hospitalId}/api-keys`;
});

const send = (method: string, path: string, body?: unknown) =>
  call(app, method, base + path, { headers: tenant.admin.headers, body });
const make = (body: object) => send('POST', '', { permissions: ['patients:read'], ...body });
const opens = async (locks: { key: string; secret: string; token: string }) =>
  (await call(app, 'GET', ME, { headers: lockHeaders(locks) })).status === 200;

describe('POST /api-keys', () => {
  it('201: a partner key with three locks in their published forms, shown this once', async () => {
    const reply = await make({ name: 'CRM' });
    expect(reply.body).toMatchObject({ message: 'New API key and token generated successfully.' });
    const made = dataOf<Credentials>(reply);
    expect(made.key).toMatch(/^nyra_[0-9A-Za-z]{24,}$/);
    expect(Buffer.from(made.secret, 'base64').length).toBeGreaterThanOrEqual(48);
    expect(made.token).toMatch(/^[0-9a-f]{64}$/);
    expect(made).toMatchObject({
      kind: 'partner',
      environment: 'live',
      rate_tier: 'basic',
      is_active: true,
      allowed_ips: [],
      expires_at: null,
    });
    expect(await opens(made)).toBe(true);
    const later = [await send('GET', `/${made.id}`), await send('GET', ''), await send('GET', `/${made.key}`)];
    for (const { text } of later) for (const secret of [made.secret, made.token]) expect(text).not.toContain(secret);
  });

  it('201: a server key, whole this once, then as a hint', async () => {
    const made = dataOf<Credentials>(await make({ kind: 'server', environment: 'test' }));
    expect(made.key).toMatch(/^sk_test_[0-9A-Za-z]{64}$/);
    expect(made).not.toHaveProperty('secret');
    expect(made).not.toHaveProperty('token');
    const shown = dataOf<Credentials>(await send('GET', `/${made.id}`));
    expect(shown.key).toBe(`sk_test_…${made.key.slice(-4)}`);
    expect((await call(app, 'GET', '/v1/auth/verify', { headers: { 'x-api-key': made.key } })).status).toBe(200);
    expect((await call(app, 'GET', '/v1/auth/verify', { headers: { authorization: `Bearer ${made.key}` } })).status).toBe(200);
  });

  it('201: an allowlist in its normal form', async () => {
    const reply = await make({ allowed_ips: ['10.0.0.7/8', '::ffff:192.0.2.1', '2001:DB8::/32'] });
    expect(dataOf(reply)).toMatchObject({ allowed_ips: ['10.0.0.0/8', '192.0.2.1', '2001:db8:0:0:0:0:0:0/32'] });
  });

  it.each([
    ['no permissions', { permissions: [] }, 'permissions'],
    ['an unknown permission', { permissions: ['patients:delete'] }, 'permissions.0'],
    ['a permission twice', { permissions: ['patients:read', 'patients:read'] }, 'permissions'],
    ['an expiry that has passed', { expires_at: '2020-01-01T00:00:00Z' }, 'expires_at'],
    ['an expiry without an offset', { expires_at: '2030-01-01T00:00:00' }, 'expires_at'],
    ['an address that is none', { allowed_ips: ['10.1'] }, 'allowed_ips.0'],
    ['a block that is none', { allowed_ips: ['10.0.0.0/33'] }, 'allowed_ips.0'],
    ['limits without enterprise', { rate_limits: { per_hour: 5 } }, 'rate_limits'],
    ['a tier that is none', { rate_tier: 'gold' }, 'rate_tier'],
    ['a kind that is none', { kind: 'root' }, 'kind'],
    ['a name with a control character', { name: 'a\u0007' }, 'name'],
  ])('400: %s', async (_name, body, field) => {
    const reply = await make(body);
    expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
    expect((reply.body as { details: { path: string }[] }).details.map(({ path }) => path)).toContain(field);
  });
});

describe('PATCH and DELETE /api-keys/:apiKeyId', () => {
  it('200: disabled and enabled, at once', async () => {
    const key = await tenant.partnerKey();
    expect(await opens(key)).toBe(true);
    expect((await send('PATCH', `/${key.id}`, { is_active: false })).status).toBe(200);
    await expect.poll(() => opens(key), POLL).toBe(false);
    await send('PATCH', `/${key.key}`, { is_active: true });
    await expect.poll(() => opens(key), POLL).toBe(true);
  });

  it('200: null clears, absence keeps; another tier takes its limits away', async () => {
    const { id } = await tenant.partnerKey({ name: 'CRM', rate_tier: 'enterprise', rate_limits: { per_hour: 7 } });
    const change = async (body: object) => dataOf(await send('PATCH', `/${id}`, body));
    expect(await change({ name: null })).toMatchObject({ name: null, rate_limits: { per_hour: 7 } });
    expect(await change({ rate_tier: 'free' })).toMatchObject({ rate_tier: 'free', rate_limits: null });
  });

  it('200: a change of nothing is the key as it is', async () => {
    const { id } = await tenant.partnerKey();
    const reply = await send('PATCH', `/${id}`, {});
    expect(reply.status).toBe(200);
    expect(dataOf(reply)).toEqual(dataOf(await send('GET', `/${id}`)));
  });

  it('200: revoked for good, then it does not exist', async () => {
    const key = await tenant.partnerKey();
    expect(dataOf(await send('DELETE', `/${key.id}`))).toEqual({ id: key.id, logins: [] });
    await expect.poll(() => opens(key), POLL).toBe(false);
    for (const [method, rest, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { is_active: true }],
      ['DELETE', '', undefined],
      ['POST', '/rotate', {}],
      ['POST', '/token', {}],
    ] as const) {
      expect(outcome(await send(method, `/${key.id}${rest}`, body)), method + rest).toBe('404 RESOURCE_NOT_FOUND');
    }
  });
});

describe('POST /rotate and /token', () => {
  it('201: both secrets work during the overlap, at most one old one', async () => {
    const first = await tenant.partnerKey();
    const second = dataOf<Credentials>(await send('POST', `/${first.id}/rotate`, {}));
    expect(Date.parse(String(second.old_secret_expires_at)) - Date.now()).toBeGreaterThan(86_300_000);
    await expect.poll(() => opens({ ...second, key: first.key }), POLL).toBe(true);
    expect(await opens(first)).toBe(true);
    const third = dataOf<Credentials>(await send('POST', `/${first.id}/rotate`, { overlap_seconds: 60 }));
    await expect.poll(() => opens({ ...third, key: first.key }), POLL).toBe(true);
    expect(await opens(first)).toBe(false);
    expect(await opens({ ...third, secret: second.secret })).toBe(true);
  });

  it('201: without an overlap everything older ends at once', async () => {
    const first = await tenant.partnerKey();
    const second = dataOf<Credentials>(await send('POST', `/${first.id}/rotate`, { overlap_seconds: 0 }));
    expect(second.old_secret_expires_at).toBeNull();
    await expect.poll(() => opens(second), POLL).toBe(true);
    expect([await opens(first), await opens({ ...second, token: first.token })]).toEqual([false, false]);
  });

  it('201: a server key gets a new key', async () => {
    const { id, key } = await tenant.serverKey();
    const next = dataOf<Credentials>(await send('POST', `/${id}/rotate`, { overlap_seconds: 0 }));
    const status = async (text: string) =>
      (await call(app, 'GET', '/v1/auth/verify', { headers: { 'x-api-key': text } })).status;
    expect(next.key).not.toBe(key);
    await expect.poll(() => status(key), POLL).toBe(401);
    expect(await status(next.key)).toBe(200);
  });

  it('201: a new token beside the old one, or in its place', async () => {
    const key = await tenant.partnerKey();
    const issue = async (body: object) => dataOf<{ token: string }>(await send('POST', `/${key.id}/token`, body)).token;
    const beside = await issue({});
    await expect.poll(() => opens({ ...key, token: beside }), POLL).toBe(true);
    expect(await opens(key)).toBe(true);
    const instead = await issue({ revoke_others: true });
    await expect.poll(() => opens({ ...key, token: beside }), POLL).toBe(false);
    expect([await opens(key), await opens({ ...key, token: instead })]).toEqual([false, true]);
  });

  it('409: a server key has no token', async () => {
    const { id } = await tenant.serverKey();
    expect(outcome(await send('POST', `/${id}/token`, {}))).toBe('409 CONFLICT');
  });

  it.each([-1, 604_801, 1.5, '60', null])('400: an overlap of %s', async (overlap) => {
    const { id } = await tenant.partnerKey();
    expect(outcome(await send('POST', `/${id}/rotate`, { overlap_seconds: overlap }))).toBe('400 VALIDATION_ERROR');
  });
});
