import { beforeAll, describe, expect, it } from 'vitest';
import { startOfMonth } from '@/server/domain/analytics/month-start';
import { sharedApp, type TestApp } from '../support/app';
import { newPhone, newTenant, type Tenant } from '../support/factory';
import { call, dataOf, outcome } from './support/call';

type Log = { id: string; endpoint: string; method: string; status: number; responseTime: number; created_at: string };
type Analytics = {
  totalRequests: number;
  requestsThisMonth: number;
  averageResponseTime: number;
  successRate: number;
  recentLogs: Log[];
};

let app: TestApp;
beforeAll(async () => {
  app = await sharedApp();
});

const byAdmin = async (tenant: Tenant, idOrKey: string) =>
  dataOf<Analytics>(
    await call(app, 'GET', `/api/hospitals/${tenant.hospitalId}/api-keys/${idOrKey}/analytics`, {
      headers: tenant.admin.headers,
    }),
  );

/** A request of the past, as the audit log holds it; its use is counted by the log's own trigger. */
async function past(
  tenant: Tenant,
  keyId: string,
  occurredAt: Date,
  more: { status?: number; us?: number; authenticated?: boolean },
) {
  const { status = 200, us = 1000, authenticated = true } = more;
  await app.sql(
    `INSERT INTO audit_events (id, occurred_at, hospital_id, request_id, surface, actor_type, actor_id, api_key_id, authenticated,
       action, outcome, status, method, route, duration_us)
     VALUES (gen_random_uuid(), $1, $2, 'req_test', 'external', 'api_key', $3, $3, $4, 'patient.list', 'allowed', $5, 'GET',
       '/api/external/patients', $6)`,
    [occurredAt, tenant.hospitalId, keyId, authenticated, status, us],
  );
}

describe('analytics of a key', () => {
  it('exact at once: every authenticated request, whatever it was answered, and no guess', async () => {
    const tenant = await newTenant(app);
    const key = await tenant.partnerKey({ permissions: ['patients:read', 'patients:create', 'analytics:read'] });
    const send = (method: string, path: string, body?: unknown, headers = key.headers) =>
      call(app, method, `/api/external${path}`, { headers, body });
    expect(await byAdmin(tenant, key.id)).toEqual({
      totalRequests: 0,
      requestsThisMonth: 0,
      averageResponseTime: 0,
      successRate: 0,
      recentLogs: [],
    });
    const started = Date.now();
    await send('GET', '/patients');
    await send('GET', '/patients', undefined, { ...key.headers, 'x-api-secret': 'wrong' });
    await send('GET', '/patients?limit=0');
    await send('GET', '/nothing');
    await send('GET', '/calls');
    await send('POST', '/patients', { name: 'Asha Menon', phone: newPhone() });
    await send('GET', `/patients/${(await tenant.patient()).id}`);
    await Promise.all(Array.from({ length: 10 }, () => send('GET', '/me')));
    const own = dataOf<Analytics>(await send('GET', '/analytics'));
    expect(own).toMatchObject({ totalRequests: 16, requestsThisMonth: 16, successRate: 81.25 });
    expect(own.recentLogs.slice(-6).map(({ endpoint, method, status }) => [endpoint, method, status])).toEqual([
      ['GET /api/external/patients/{id}', 'GET', 200],
      ['POST /api/external/patients', 'POST', 201],
      ['GET /api/external/calls', 'GET', 403],
      ['GET (external)', 'GET', 404],
      ['GET /api/external/patients', 'GET', 400],
      ['GET /api/external/patients', 'GET', 200],
    ]);
    expect(own.averageResponseTime).toBeGreaterThan(0);
    for (const { created_at: at, responseTime } of own.recentLogs) {
      expect(at).toMatch(/\+05:30$/);
      expect(Date.parse(at)).toBeGreaterThanOrEqual(started);
      expect(responseTime).toBeGreaterThan(0);
    }
    // What the key itself asked is the seventeenth; what the admin asks is not of the key.
    for (const reference of [key.id, key.key, key.id.toUpperCase()]) {
      expect(await byAdmin(tenant, reference), reference).toMatchObject({ totalRequests: 17, requestsThisMonth: 17 });
    }
    const other = await tenant.partnerKey();
    expect(await byAdmin(tenant, other.id)).toMatchObject({ totalRequests: 0, recentLogs: [] });
  });

  it('under load nothing is counted twice or lost, and the logs are the 50 newest', async () => {
    const tenant = await newTenant(app);
    const { id, headers } = await tenant.partnerKey();
    await Promise.all(Array.from({ length: 120 }, () => call(app, 'GET', '/api/external/me', { headers })));
    const { totalRequests, requestsThisMonth, successRate, recentLogs } = await byAdmin(tenant, id);
    expect([totalRequests, requestsThisMonth, successRate, recentLogs.length]).toEqual([120, 120, 100, 50]);
    const instants = recentLogs.map((log) => log.created_at);
    expect(instants).toEqual([...instants].sort().reverse());
    expect(new Set(recentLogs.map((log) => log.id)).size).toBe(50);
  });

  it.each(['Asia/Kolkata', 'America/Bogota', 'UTC'])("the month is that of the hospital's zone: %s", async (timezone) => {
    const tenant = await newTenant(app, { timezone });
    const { id } = await tenant.partnerKey();
    const start = startOfMonth(new Date(), timezone).getTime();
    const minute = 60_000;
    for (const offset of [-40 * minute, -1, 0, 1, 29 * minute, 31 * minute])
      await past(tenant, id, new Date(start + offset), {});
    await past(tenant, id, new Date(start + minute), { authenticated: false });
    expect(await byAdmin(tenant, id)).toMatchObject({ totalRequests: 6, requestsThisMonth: 4, recentLogs: { length: 6 } });
  });

  it('average time and success rate to two decimals', async () => {
    const tenant = await newTenant(app);
    const { id } = await tenant.partnerKey();
    for (const [status, us] of [
      [200, 1000],
      [201, 2004],
      [304, 7003],
    ] as const) {
      await past(tenant, id, new Date(), { status, us });
    }
    expect(await byAdmin(tenant, id)).toMatchObject({ averageResponseTime: 3.34, successRate: 66.67 });
  });

  it('a branch-locked key sees its own use', async () => {
    const tenant = await newTenant(app);
    const { headers } = await tenant.partnerKey({ branch_id: (await tenant.branch()).id });
    await call(app, 'GET', '/api/external/me', { headers });
    expect(dataOf(await call(app, 'GET', '/api/external/analytics', { headers }))).toMatchObject({ totalRequests: 1 });
  });

  it("404: another hospital's key by its string, and one that is revoked", async () => {
    const [own, other] = [await newTenant(app), await newTenant(app)];
    const get = async (idOrKey: string) =>
      outcome(
        await call(app, 'GET', `/api/hospitals/${own.hospitalId}/api-keys/${idOrKey}/analytics`, {
          headers: own.admin.headers,
        }),
      );
    expect(await get((await other.partnerKey()).key)).toBe('404 RESOURCE_NOT_FOUND');
    const { id } = await own.partnerKey();
    expect(await get(id)).toBe('200');
    await call(app, 'DELETE', `/api/hospitals/${own.hospitalId}/api-keys/${id}`, { headers: own.admin.headers });
    expect(await get(id)).toBe('404 RESOURCE_NOT_FOUND');
  });
});
