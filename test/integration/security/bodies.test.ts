import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, expect, it, vi } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant } from '../../support/factory';
import { type Reply, send } from '../../support/http';

let app: TestApp;

beforeAll(async () => {
  app = await sharedApp();
});

const rowsOf = (reply: Reply) =>
  app.sql('SELECT outcome, status, cause FROM audit_events WHERE request_id = $1', [reply.headers['x-request-id']]);

it.each([
  ['[', ']', 500_000],
  ['{"a":', '}', 150_000],
])('refuses %s nested too deeply for any reader', async (open, close, depth) => {
  const body = `{"email":${open.repeat(depth)}1${close.repeat(depth)}}`;
  const reply = await send(app, 'POST', '/v1/auth/login', { headers: { 'content-type': 'application/json' }, body });
  expect(reply.status).toBe(400);
  expect(await rowsOf(reply)).toMatchObject([{ outcome: 'refused', status: 400 }]);
});

it('does not call the database away when a caller hangs up in the middle of a body', async () => {
  const { hostname, port } = new URL(app.url);
  const before = app.log.length;
  const id = crypto.randomUUID();
  const headers = { 'content-type': 'application/json', 'content-length': '100', 'x-request-id': id };
  const outgoing = request({ hostname, port, method: 'POST', path: '/v1/auth/login', headers, agent: false });
  outgoing.on('error', () => {});
  outgoing.write('{"email":');
  await delay(100);
  outgoing.destroy();
  const rows = () =>
    app.sql<{ outcome: string; cause: string }>('SELECT outcome, cause FROM audit_events WHERE caller_request_id = $1', [id]);
  await vi.waitFor(async () => expect(await rows()).toHaveLength(1), 5_000);
  expect(await rows()).toEqual([{ outcome: 'refused', cause: 'body_incomplete' }]);
  expect(app.log.slice(before).join()).not.toContain('request failed');
});

it('reads no large, unmeasured or unknown body for pages and next-auth, which would read it whole', async () => {
  const form = 'application/x-www-form-urlencoded';
  const login = '/api/auth/callback/credentials';
  const large = await send(app, 'POST', login, { headers: { 'content-type': form }, body: 'a'.repeat(70_000) });
  expect(large.status).toBe(413);
  expect((await send(app, 'POST', '/login', { headers: { 'content-type': form }, body: 'a'.repeat(70_000) })).status).toBe(413);
  const chunked = { 'content-type': form, 'transfer-encoding': 'chunked' };
  expect((await send(app, 'POST', login, { headers: chunked, body: 'a=b' })).status).toBe(400);
  expect((await send(app, 'POST', login, { headers: { 'content-type': 'application/json' }, body: '{bad' })).status).toBe(415);
  expect((await send(app, 'POST', login, { headers: { 'content-type': form }, body: 'a=b' })).status).toBe(404);
});

it('keeps no log of what strangers send for one', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const reply = await send(app, 'POST', '/api/auth/_log', { headers, body: 'level=error&code=whatever' });
  expect(reply.body).toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
});

it('says in the log what failed and where', async () => {
  const tenant = await newTenant(app);
  const before = app.log.length;
  vi.spyOn(app.runtime.services.db, 'run').mockRejectedValueOnce(new TypeError('a value that must not be logged'));
  const reply = await send(app, 'GET', `/api/hospitals/${tenant.hospitalId}/api-keys`, { headers: tenant.admin.headers });
  expect(reply.status).toBe(500);
  const line = app.log.slice(before).find((text) => text.includes('request failed')) ?? '{}';
  expect(JSON.parse(line)).toMatchObject({ error: { name: 'TypeError' } });
  expect(line).not.toContain('must not be logged');
});

it('keeps no value in the log that came in the place of a name', async () => {
  const tenant = await newTenant(app);
  const { headers } = await tenant.partnerKey();
  const parametersOf = (reply: Reply) =>
    app.sql('SELECT parameters FROM audit_events WHERE request_id = $1', [reply.headers['x-request-id']]);
  const read = await send(app, 'GET', '/api/external/patients?limit=5&Asha%20Menon%209876543210=1', { headers });
  expect(await parametersOf(read)).toEqual([{ parameters: ['limit', '(unknown)'] }]);
  const body = { name: 'Asha Menon', '9876543210': 'phone' };
  const write = await send(app, 'POST', '/api/external/patients', { headers, body });
  expect((await parametersOf(write)).flatMap((row) => row.parameters).sort()).toEqual(['(unknown)', 'name']);
});
