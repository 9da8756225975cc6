import { beforeAll, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant } from '../../support/factory';
import { type Reply, send } from '../../support/http';
import { browserSession } from './session';

let app: TestApp;
let headers: Record<string, string>;

beforeAll(async () => {
  app = await sharedApp();
  const tenant = await newTenant(app);
  headers = (await browserSession(app, tenant.hospitalId, tenant.admin)).headers;
});

const rowsOf = (reply: Reply) =>
  app.sql<{ action: string; status: number; authenticated: boolean }>(
    'SELECT action, status, authenticated FROM audit_events WHERE request_id = $1 ORDER BY id',
    [reply.headers['x-request-id']],
  );

const batch = (calls: number, separator: string) =>
  send(app, 'POST', `/api/trpc/${Array(calls).fill('dashboard.viewer').join(separator)}?batch=1`, {
    headers,
    body: Object.fromEntries(Array.from({ length: calls }, (_, index) => [index, {}])),
  });

it.each([',', '%2C', '%252C', '%25252C'])('takes no eleventh call in a batch, however "%s" is written', async (separator) => {
  expect((await batch(11, separator)).status).toBeGreaterThanOrEqual(400);
});

it('takes ten', async () => {
  const reply = await batch(10, ',');
  expect(reply.status).toBe(200);
  expect(await rowsOf(reply)).toHaveLength(10);
});

it.each(['nope', 'nope,dashboard.viewer', 'toString', '__proto__', '%2525', ''])(
  'logs the call of "%s", which is none',
  async (path) => {
    const reply = await send(app, 'POST', `/api/trpc/${path}?batch=1`, { headers, body: { 0: {}, 1: {} } });
    expect(reply.status).toBe(404);
    expect(await rowsOf(reply)).toEqual([{ action: 'unknown_route', status: 404, authenticated: true }]);
  },
);

it('calls a body that is no JSON the mistake of who sent it', async () => {
  const reply = await send(app, 'POST', '/api/trpc/dashboard.viewer', { headers, body: '{bad' });
  expect(reply.status).toBe(400);
  expect(await rowsOf(reply)).toMatchObject([{ status: 400 }]);
});
