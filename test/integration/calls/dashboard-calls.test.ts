import { beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '@/server/kernel/new-id';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant, type Tenant } from '../../support/factory';
import { type Reply, send } from '../../support/http';
import { browserSession } from '../security/session';

let app: TestApp;
let tenant: Tenant;
let headers: Record<string, string>;

beforeAll(async () => {
  app = await sharedApp();
});
beforeEach(async () => {
  tenant = await newTenant(app);
  ({ headers } = await browserSession(app, tenant.hospitalId, tenant.admin));
});

type Call = { id: string; patient_name: string | null; branch_name: string | null; call_status: string };
type Ended = { rows: Call[]; older: string | null; newer: string | null };
type Followed = { call: Call; lines: { position: number; speaker: string; text: string }[] };

const ask = (name: string, input: object): Promise<Reply> =>
  send(app, 'POST', `/api/trpc/dashboard.calls.${name}`, { headers, body: { hospitalId: tenant.hospitalId, ...input } });

async function data<Data>(reply: Promise<Reply>): Promise<Data> {
  const { status, text, body } = await reply;
  expect(status, text).toBe(200);
  return (body as { result: { data: Data } }).result.data;
}

const live = () => data<{ rows: Call[]; total: number }>(ask('live', {}));
const NEWEST = { agentType: null, startDate: null, endDate: null, older: null, newer: null };
const list = (query: Partial<Record<keyof typeof NEWEST, string>> = {}) => data<Ended>(ask('list', { ...NEWEST, ...query }));
const follow = (callId: string, after?: number) =>
  data<Followed>(ask('get', { callId, ...(after !== undefined && { after }) }));

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

async function endedCall(minutes: number, agentType: 'inbound' | 'feedback' = 'inbound', at = minutesAgo(minutes)) {
  const { id } = await tenant.call({ createdAt: at, agentType });
  await app.sql(`UPDATE calls SET status = 'completed', duration = 60, ended_at = now() WHERE id = $1`, [id]);
  return id;
}

it('lists who is on the phone, newest first, with patient and branch; and nobody who is forgotten there', async () => {
  const branch = await tenant.branch();
  const patient = await tenant.patient({ name: 'Asha Menon', branchId: branch.id });
  const first = await tenant.call({ createdAt: minutesAgo(3) });
  const second = await tenant.call({ patientId: patient.id, branchId: branch.id, createdAt: minutesAgo(1) });
  const forgotten = await tenant.call({ createdAt: minutesAgo(24 * 60 + 1) });
  const over = await endedCall(2);
  await (await newTenant(app)).call();

  const { rows, total } = await live();
  expect(total).toBe(2);
  expect(rows.map(({ id }) => id)).toEqual([second.id, first.id]);
  expect(rows[0]).toMatchObject({ patient_name: 'Asha Menon', branch_name: expect.any(String), call_status: 'in_progress' });
  expect((await list()).rows.map(({ id }) => id)).toEqual([over, forgotten.id]);
});

it('pages through what is over in both directions, and misses nothing', async () => {
  const ids: string[] = [];
  for (let minutes = 1; minutes <= 55; minutes++) ids.push(await endedCall(minutes));
  const first = await list();
  expect(first).toMatchObject({ newer: null, older: expect.any(String) });
  const second = await list({ older: first.older ?? '' });
  const third = await list({ older: second.older ?? '' });
  expect(third).toMatchObject({ older: null, newer: expect.any(String) });
  expect([first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(ids);

  const back = await list({ newer: third.newer ?? '' });
  expect(back.rows.map(({ id }) => id)).toEqual(second.rows.map(({ id }) => id));
  // What has come since does not make a page of its own: it is the first page, which is full.
  const fresh = await endedCall(0);
  const between = await list({ newer: back.newer ?? '' });
  expect(between.rows.map(({ id }) => id)).toEqual(ids.slice(0, 25));
  expect(await list({ newer: between.newer ?? '' })).toEqual(await list());
  expect((await list()).rows.map(({ id }) => id)).toEqual([fresh, ...ids.slice(0, 24)]);
});

it('filters by agent and by days of the hospital', async () => {
  // The hospital is in Kolkata: half past midnight of the 20th there is the 19th in UTC.
  const early = await endedCall(0, 'feedback', '2026-10-19T19:00:00Z');
  const late = await endedCall(0, 'inbound', '2026-10-20T18:29:59Z');
  await endedCall(0, 'inbound', '2026-10-20T18:30:00Z');
  const ids = async (query: Parameters<typeof list>[0]) => (await list(query)).rows.map(({ id }) => id);
  expect(await ids({ startDate: '2026-10-20', endDate: '2026-10-20' })).toEqual([late, early]);
  expect(await ids({ startDate: '2026-10-20', endDate: '2026-10-20', agentType: 'feedback' })).toEqual([early]);
  expect(await ids({ endDate: '2026-10-19' })).toEqual([]);
});

it('gives a call with only the lines that are asked for', async () => {
  const { id } = await tenant.call();
  const say = (text: string) =>
    send(app, 'POST', `/api/hospitals/${tenant.hospitalId}/calls/${id}/transcript`, {
      headers: tenant.admin.headers,
      body: { speaker: 'agent', text },
    });
  for (const text of ['One.', 'Two.', 'Three.']) await say(text);
  expect((await follow(id)).lines.map(({ text }) => text)).toEqual(['One.', 'Two.', 'Three.']);
  expect((await follow(id, 2)).lines).toMatchObject([{ position: 3, speaker: 'agent', text: 'Three.' }]);
  expect((await follow(id, 3)).lines).toEqual([]);
});

it('another hospital’s call is one that does not exist', async () => {
  const foreign = await (await newTenant(app)).call();
  expect((await ask('get', { callId: foreign.id })).status).toBe(404);
  expect((await ask('get', { callId: newId() })).status).toBe(404);
});

it('refuses what is no cursor, no day, no call', async () => {
  expect((await ask('list', { ...NEWEST, older: 'bm90IG9uZQ' })).status).toBe(400);
  expect((await ask('list', { ...NEWEST, startDate: '2026-02-30' })).status).toBe(400);
  expect((await ask('get', { callId: 'nonsense' })).status).toBe(400);
  expect((await ask('get', { callId: newId(), after: -1 })).status).toBe(400);
});

it('is for administrators, and each look is in the audit log with whom it was at', async () => {
  const patient = await tenant.patient();
  const { id } = await tenant.call({ patientId: patient.id });
  for (const reply of [await ask('live', {}), await ask('get', { callId: id })]) {
    const [row] = await app.sql('SELECT action, field_group, patient_ids, outcome FROM audit_events WHERE request_id = $1', [
      reply.headers['x-request-id'],
    ]);
    expect(row).toMatchObject({ field_group: 'record', patient_ids: [patient.id], outcome: 'allowed' });
  }
  for (const role of ['receptionist', 'doctor', 'patient'] as const) {
    const other = await browserSession(app, tenant.hospitalId, await tenant.person(role));
    for (const [name, input] of [
      ['live', {}],
      ['list', NEWEST],
      ['get', { callId: id }],
    ] as const) {
      const body = { hospitalId: tenant.hospitalId, ...input };
      const reply = await send(app, 'POST', `/api/trpc/dashboard.calls.${name}`, { headers: other.headers, body });
      expect(reply.status, `${role} ${name}`).toBeGreaterThanOrEqual(401);
    }
  }
});
