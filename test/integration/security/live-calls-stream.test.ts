import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant, type Tenant } from '../../support/factory';
import { send } from '../../support/http';
import { browserSession } from './session';

const PATH = '/api/dashboard/live-calls';
let app: TestApp;
let tenant: Tenant;
let open: ClientRequest[] = [];

beforeAll(async () => {
  app = await sharedApp();
});
beforeEach(async () => {
  tenant = await newTenant(app);
});
afterEach(() => {
  for (const one of open) one.destroy();
  open = [];
  vi.useRealTimers();
});

type News = { all?: true; changed?: { id: string; course: boolean }[] };

async function follow(owner: Tenant, person = owner.admin) {
  const { headers } = await browserSession(app, owner.hospitalId, person);
  const { hostname, port } = new URL(app.url);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = request({ hostname, port, path: PATH, headers, agent: false }, resolve).on('error', reject);
    open.push(outgoing);
    outgoing.end();
  });
  let text = '';
  answer.on('data', (chunk: Buffer) => {
    text += chunk;
  });
  const heard = () => [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json ?? '') as News);
  const begun = () => vi.waitFor(() => expect(heard()[0]).toEqual({ all: true }), 5_000);
  return { answer, heard, begun, raw: () => text };
}

const post = (owner: Tenant, path: string, body: object, method = 'POST') =>
  send(app, method, `/api/hospitals/${owner.hospitalId}/calls${path}`, { headers: owner.admin.headers, body });

async function begin(owner: Tenant): Promise<string> {
  const reply = await post(owner, '', { agent_type: 'inbound', from_number: '+919876543210' });
  expect(reply.status).toBe(201);
  return (reply.body as { data: { id: string } }).data.id;
}

const say = (owner: Tenant, id: string) => post(owner, `/${id}/transcript`, { speaker: 'patient', text: 'My knee hurts.' });

it('tells by id that a call began, grew and ended, and nothing of what was said', async () => {
  const stream = await follow(tenant);
  expect(stream.answer.statusCode).toBe(200);
  await stream.begun();
  const id = await begin(tenant);
  await vi.waitFor(() => expect(stream.heard().at(-1)).toEqual({ changed: [{ id, course: true }] }), 5_000);
  await say(tenant, id);
  await vi.waitFor(() => expect(stream.heard().at(-1)).toEqual({ changed: [{ id, course: false }] }), 5_000);
  const before = stream.heard().length;
  await post(tenant, `/${id}`, { call_status: 'completed' }, 'PATCH');
  await vi.waitFor(() => expect(stream.heard().slice(before)).toEqual([{ changed: [{ id, course: true }] }]), 5_000);
  expect(stream.raw()).not.toContain('knee');
  expect(stream.raw()).not.toContain('98765');
});

it('tells nothing of another hospital', async () => {
  const other = await newTenant(app);
  const [ours, theirs] = [await follow(tenant), await follow(other)];
  await Promise.all([ours.begun(), theirs.begun()]);
  const foreign = await begin(other);
  await vi.waitFor(() => expect(theirs.raw()).toContain(foreign), 5_000);
  // What is ours comes after what was not: so nothing is still on its way.
  const own = await begin(tenant);
  await vi.waitFor(() => expect(ours.raw()).toContain(own), 5_000);
  expect(ours.raw()).not.toContain(foreign);
  expect(theirs.raw()).not.toContain(own);
});

it('tells together what happens at once', async () => {
  const stream = await follow(tenant);
  await stream.begun();
  const ids = await Promise.all(Array.from({ length: 12 }, () => begin(tenant)));
  await Promise.all(ids.map((id) => say(tenant, id)));
  await vi.waitFor(() => {
    const told = new Set(stream.heard().flatMap(({ changed }) => changed?.map(({ id }) => id) ?? []));
    expect([...told].sort()).toEqual([...ids].sort());
  }, 5_000);
  expect(stream.heard().length).toBeLessThan(ids.length);
});

it('has a first word for everybody who comes, however late', async () => {
  const first = await follow(tenant);
  await first.begun();
  await begin(tenant);
  const second = await follow(tenant);
  await second.begun();
  expect(first.heard().filter(({ all }) => all)).toHaveLength(1);
});

it('stays shut for others, and is in the audit log', async () => {
  const [receptionist, doctor] = [await tenant.person('receptionist'), await tenant.person('doctor')];
  expect((await follow(tenant, receptionist)).answer.statusCode).toBe(403);
  expect((await follow(tenant, doctor)).answer.statusCode).toBe(403);
  await follow(tenant);
  const rows = await app.sql<{ actor_id: string; status: number }>(
    `SELECT actor_id, status FROM audit_events WHERE hospital_id = $1 AND action = 'call.follow' ORDER BY status`,
    [tenant.hospitalId],
  );
  expect(rows.map(({ status }) => status)).toEqual([200, 403, 403]);
  expect(rows[0]?.actor_id).toBe(tenant.admin.id);
});

it('lets one person keep ten open', async () => {
  const streams = await Promise.all(Array.from({ length: 14 }, () => follow(tenant)));
  const statuses = streams.map(({ answer }) => answer.statusCode).sort();
  expect(statuses).toEqual([...Array(10).fill(200), ...Array(4).fill(429)]);
});

it('ends with the session', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const stream = await follow(tenant);
  await stream.begun();
  const over = new Promise((resolve) => stream.answer.once('end', resolve));
  await app.sql(`UPDATE sessions SET revoked_at = now() WHERE hospital_id = $1`, [tenant.hospitalId]);
  await vi.waitFor(async () => {
    await vi.advanceTimersByTimeAsync(15_000);
    expect(stream.answer.readableEnded).toBe(true);
  }, 5_000);
  await over;
});
