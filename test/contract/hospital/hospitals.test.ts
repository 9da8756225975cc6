import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sharedApp } from '../../support/app';
import { newTenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

const PATH = '/api/hospitals';
const LOTUS = { name: 'Lotus', timezone: 'America/Bogota', country: 'CO', currency: 'COP' };

describe('/api/hospitals', () => {
  it('200: an admin sees the own one, as a bare array', async () => {
    const app = await sharedApp();
    const { hospitalId, admin } = await newTenant(app);
    expect((await call(app, 'GET', PATH, { headers: admin.headers })).body).toEqual([
      expect.objectContaining({ id: hospitalId }),
    ]);
  });

  it('201: a super_admin makes one and sees all, oldest first', async () => {
    const app = await sharedApp();
    const { admin, hospitalId } = await newTenant(app, { role: 'super_admin' });
    const made = dataOf<{ id: string; created_at: string }>(
      await call(app, 'POST', PATH, { headers: admin.headers, body: LOTUS }),
    );
    expect(made).toMatchObject(LOTUS);
    expect(made.created_at).toMatch(/-05:00$/);
    const all = (await call(app, 'GET', PATH, { headers: admin.headers })).body as { id: string; created_at: string }[];
    expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining([hospitalId, made.id]));
    const instants = all.map((row) => Date.parse(row.created_at));
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
  });

  it.each([
    ['timezone', 'Mars/Olympus'],
    ['timezone', '+05:30'],
    ['country', 'XX'],
    ['country', 'in'],
    ['currency', 'ABC'],
    ['name', ''],
  ])('400: %s %s', async (field, value) => {
    const app = await sharedApp();
    const { admin } = await newTenant(app, { role: 'super_admin' });
    const reply = await call(app, 'POST', PATH, { headers: admin.headers, body: { ...LOTUS, [field]: value } });
    expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
  });

  it('404: a hospital that does not exist, in the log of the super_admin who asked', async () => {
    const app = await sharedApp();
    const { admin, hospitalId } = await newTenant(app, { role: 'super_admin' });
    const reply = await call(app, 'GET', `${PATH}/${randomUUID()}/api-keys`, { headers: admin.headers });
    expect(outcome(reply)).toBe('404 RESOURCE_NOT_FOUND');
    const rows = await app.sql('SELECT hospital_id FROM audit_events WHERE request_id = $1', [reply.headers['x-request-id']]);
    expect(rows).toEqual([{ hospital_id: hospitalId }]);
  });

  it('a Bearer, even a bad one, hides a cookie; a cookie alone is no access token', async () => {
    const app = await sharedApp();
    const { admin } = await newTenant(app);
    const cookie = `trilock-session=${admin.accessToken}`;
    expect(outcome(await call(app, 'GET', PATH, { headers: { cookie } }))).toBe('401 UNAUTHORIZED');
    expect(outcome(await call(app, 'GET', PATH, { headers: { cookie, authorization: 'Bearer x' } }))).toBe('401 UNAUTHORIZED');
    const twice = ['authorization', `Bearer ${admin.accessToken}`, 'Authorization', `Bearer ${admin.accessToken}`];
    expect(outcome(await call(app, 'GET', PATH, { headers: twice }))).toBe('401 UNAUTHORIZED');
  });

  it('keys of either kind open nothing here', async () => {
    const app = await sharedApp();
    const tenant = await newTenant(app);
    const [partner, server] = [await tenant.partnerKey(), await tenant.serverKey()];
    for (const headers of [partner.headers, server.headers, { authorization: `Bearer ${server.key}` }]) {
      expect((await call(app, 'GET', PATH, { headers })).status).toBe(401);
    }
  });
});
