import { describe, expect, it } from 'vitest';
import { sharedApp } from '../../support/app';
import { lockHeaders, newTenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

const ME = '/api/external/me';
type Me = { token_expires_at: string; renewable_until: string; permissions: string[]; rate_tier: string };
type Renewed = { token: string; token_expires_at: string; renewable_until: string };

describe('GET /me', () => {
  it('200: the key, its hospital and its deadlines, with the offset of the hospital', async () => {
    const app = await sharedApp();
    const tenant = await newTenant(app);
    const { headers } = await tenant.partnerKey({ name: 'Front desk', permissions: ['patients:read'] });
    const me = dataOf<Me>(await call(app, 'GET', ME, { headers }));
    expect(me).toMatchObject({
      name: 'Front desk',
      hospital: { id: tenant.hospitalId },
      permissions: ['patients:read'],
      branch_id: null,
      rate_tier: 'basic',
    });
    expect(me.token_expires_at).toMatch(/\+05:30$/);
    const days = (Date.parse(me.renewable_until) - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(90, 1);
  });

  it('the headers count the quota of the key down', async () => {
    const app = await sharedApp();
    const tenant = await newTenant(app);
    const { headers } = await tenant.partnerKey({ rate_tier: 'free' });
    const first = await call(app, 'GET', ME, { headers });
    const second = await call(app, 'GET', ME, { headers });
    expect([first, second].map((reply) => reply.headers['x-ratelimit-remaining'])).toEqual(['99', '98']);
    expect(first.headers['ratelimit-policy']).toBe('"quarter";q=100;w=900, "hour";q=300;w=3600, "day";q=1000;w=86400');
  });
});

describe('POST /token', () => {
  const renew = async (headers: Record<string, string>) => call(await sharedApp(), 'POST', '/api/external/token', { headers });

  it('201: a new token works, the old one too, the chain keeps its end', async () => {
    const app = await sharedApp();
    const key = await (await newTenant(app)).partnerKey();
    const before = dataOf<Me>(await call(app, 'GET', ME, { headers: key.headers }));
    const renewed = dataOf<Renewed>(await renew(key.headers));
    expect(renewed.renewable_until).toBe(before.renewable_until);
    for (const token of [key.token, renewed.token]) {
      expect((await call(app, 'GET', ME, { headers: lockHeaders({ ...key, token }) })).status).toBe(200);
    }
  });

  it('201: the eleventh live token ends the oldest', async () => {
    const app = await sharedApp();
    const key = await (await newTenant(app)).partnerKey();
    for (let i = 0; i < 9; i++) expect((await renew(key.headers)).status).toBe(201);
    expect((await call(app, 'GET', ME, { headers: key.headers })).status).toBe(200);
    const { token } = dataOf<Renewed>(await renew(key.headers));
    await expect.poll(async () => (await call(app, 'GET', ME, { headers: key.headers })).status, { interval: 5 }).toBe(401);
    expect((await call(app, 'GET', ME, { headers: lockHeaders({ ...key, token }) })).status).toBe(200);
  });

  it('the token never outlives the chain or the key', async () => {
    const app = await sharedApp();
    const tenant = await newTenant(app);
    const expires = new Date(Date.now() + 3_600_000).toISOString();
    const key = await tenant.partnerKey({ expires_at: expires });
    const { token_expires_at: end, renewable_until: chain } = dataOf<Renewed>(await renew(key.headers));
    expect([Date.parse(end), Date.parse(chain)]).toEqual([Date.parse(expires), Date.parse(expires)]);
  });

  it('400: a field that it does not know', async () => {
    const app = await sharedApp();
    const { headers } = await (await newTenant(app)).partnerKey();
    expect(outcome(await call(app, 'POST', '/api/external/token', { headers, body: { ttl: 1 } }))).toBe('400 VALIDATION_ERROR');
  });
});
