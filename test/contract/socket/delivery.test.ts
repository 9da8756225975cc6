import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Permission } from '@/shared/permissions';
import { sharedApp, type TestApp } from '../../support/app';
import { newPhone, newTenant, type PartnerKey, type Tenant } from '../../support/factory';
import { type Live, live } from '../../support/live';
import { call, dataOf } from '../support/call';

let app: TestApp;
let tenant: Tenant;
let writer: PartnerKey;
let open: Live[] = [];

beforeAll(async () => {
  app = await sharedApp();
});
beforeEach(async () => {
  tenant = await newTenant(app);
  writer = await tenant.partnerKey();
});
afterEach(() => {
  for (const one of open) one.close();
  open = [];
});

async function follow(...args: Parameters<typeof live>): Promise<Live> {
  const opened = await live(...args);
  open.push(opened);
  return opened;
}

const reader = (permissions: Permission[], options: Record<string, unknown> = {}) =>
  tenant.partnerKey({ permissions: ['ws:ticket', ...permissions], ...options });

async function write<Data>(method: string, path: string, body: unknown): Promise<Data> {
  const reply = await call(app, method, `/api/external${path}`, { headers: writer.headers, body });
  if (reply.status >= 300) throw new Error(reply.text);
  return dataOf<Data>(reply);
}

/** The last event that every reader gets who may hear of patients and calls: nothing after it is waited for. */
const types = (one: Live) => one.events.map(({ type }) => type);

it('every kind of event, to whom may read it and in the words of a GET, and to nobody else', async () => {
  const [all, calls, appointments, patients, none] = await Promise.all([
    follow(app, await reader(['calls:read', 'appointments:read', 'patients:read'])),
    follow(app, await reader(['calls:read'])),
    follow(app, await reader(['appointments:read'])),
    follow(app, await reader(['patients:read'])),
    follow(app, await reader(['calls:write', 'patients:write', 'doctors:read'])),
  ]);
  const doctor = await tenant.doctor();
  const { patient_id } = await write<{ patient_id: string }>('POST', '/patients', { name: 'Asha Menon', phone: newPhone() });
  const { appointment_id } = await write<{ appointment_id: string }>('POST', '/appointments', {
    patient_id,
    doctor_id: doctor.id,
    appointment_date: new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10),
    appointment_time: '10:00',
    type: 'CONSULTATION',
  });
  await write('PATCH', `/appointments/${appointment_id}/status`, { status: 'CANCELLED' });
  const { id: callId } = await write<{ id: string }>('POST', '/calls', { agent_type: 'inbound', patient_id });
  await write('PATCH', `/calls/${callId}`, { duration: 5 });
  await write('POST', `/calls/${callId}/transcript`, { speaker: 'agent', text: 'Good morning' });
  await write('PATCH', `/calls/${callId}`, { call_status: 'completed' });

  await all.received(7);
  const ofCalls = ['call.started', 'call.updated', 'call.transcript', 'call.ended'];
  const ofAppointments = ['appointment.created', 'appointment.updated'];
  expect(types(all)).toEqual(['patient.created', ...ofAppointments, ...ofCalls]);
  expect(types({ ...calls, events: await calls.received(4) })).toEqual(ofCalls);
  expect(types({ ...appointments, events: await appointments.received(2) })).toEqual(ofAppointments);
  expect(types({ ...patients, events: await patients.received(1) })).toEqual(['patient.created']);
  expect(types(none)).toEqual([]);

  const get = async (path: string) => dataOf(await call(app, 'GET', `/api/external${path}`, { headers: writer.headers }));
  const [patient, , cancelled, , , line, ended] = all.events;
  expect(patient?.data).toEqual(await get(`/patients/${patient_id}`));
  expect(cancelled?.data).toEqual(await get(`/appointments/${appointment_id}`));
  const { transcription: _, ...told } = (await get(`/calls/${callId}`)) as Record<string, unknown>;
  expect(ended?.data).toEqual(told);
  expect(line?.data).toEqual({
    call_id: callId,
    position: 1,
    speaker: 'agent',
    text: 'Good morning',
    created_at: expect.stringMatching(/\+05:30$/),
  });
});

it('a branch lock: its branch, and what has none, patients excepted; the zone is the branch’s', async () => {
  const [own, other] = [await tenant.branch({ timezone: 'Europe/Madrid' }), await tenant.branch()];
  const locked = await follow(app, await reader(['calls:read', 'patients:read'], { branch_id: own.id }));
  const everything = await follow(app, await reader(['calls:read', 'patients:read']));
  for (const branch_id of [other.id, null, own.id]) {
    await write('POST', '/patients', { name: 'Asha Menon', phone: newPhone(), branch_id });
    await write('POST', '/calls', { agent_type: 'inbound', branch_id });
  }
  await everything.received(6);
  const events = await locked.received(3);
  expect(events.map(({ type, branch_id }) => [type, branch_id])).toEqual([
    ['call.started', null],
    ['patient.created', own.id],
    ['call.started', own.id],
  ]);
  expect(events[0]?.occurred_at).toMatch(/\+05:30$/);
  expect(events[1]?.occurred_at).toMatch(/\+0[12]:00$/);
  expect(everything.events).toHaveLength(6);
});

it('nothing of another hospital', async () => {
  const stranger = await newTenant(app);
  const theirs = await follow(app, await stranger.partnerKey());
  const ours = await follow(app, writer);
  await write('POST', '/patients', { name: 'Asha Menon', phone: newPhone() });
  await ours.received(1);
  const body = { name: 'Their own', phone: newPhone() };
  await call(app, 'POST', '/api/external/patients', { headers: (await stranger.partnerKey()).headers, body });
  const events = await theirs.received(1);
  expect(events.map(({ hospital_id, data }) => [hospital_id, data.name])).toEqual([[stranger.hospitalId, 'Their own']]);
});

it('what a key is shown is in the audit log with the patients, before it is shown; it is no use of the key', async () => {
  const key = await reader(['patients:read', 'calls:read']);
  const one = await follow(app, key);
  const { patient_id } = await write<{ patient_id: string }>('POST', '/patients', { name: 'Asha Menon', phone: newPhone() });
  await one.received(1);
  const rows = () =>
    app.sql<{ patient_ids: string[] }>(
      `SELECT surface, outcome, patient_ids, field_group, authenticated FROM audit_events
       WHERE api_key_id = $1 AND action = 'socket.events' ORDER BY occurred_at, id`,
      [key.id],
    );
  const row = { surface: 'socket', outcome: 'allowed', authenticated: false };
  expect(await rows()).toEqual([{ ...row, patient_ids: [patient_id], field_group: 'contact' }]);
  const { id } = await write<{ id: string }>('POST', '/calls', { agent_type: 'inbound', patient_id });
  await one.received(2);
  await write('POST', `/calls/${id}/transcript`, { speaker: 'patient', text: 'It hurts' });
  await one.received(3);
  expect((await rows()).slice(1)).toEqual([
    { ...row, patient_ids: [patient_id], field_group: 'record' },
    { ...row, patient_ids: [patient_id], field_group: 'record' },
  ]);
  const [use] = await app.sql<{ requests: number }>('SELECT requests::int FROM api_key_usage WHERE api_key_id = $1', [key.id]);
  // The ticket and the connection.
  expect(use?.requests).toBe(2);
});

it('a permission that is given or taken away holds for the next event of an open socket', async () => {
  const key = await reader(['calls:read']);
  const one = await follow(app, key);
  const permit = (permissions: string[]) =>
    call(app, 'PATCH', `/api/hospitals/${tenant.hospitalId}/api-keys/${key.id}`, {
      headers: tenant.admin.headers,
      body: { permissions: ['ws:ticket', ...permissions] },
    });
  const patient = () => write('POST', '/patients', { name: 'Asha Menon', phone: newPhone() });
  const started = () => write('POST', '/calls', { agent_type: 'inbound' });
  await patient();
  await started();
  await one.received(1);
  await permit(['patients:read']);
  await started();
  await patient();
  await one.received(2);
  expect(types(one)).toEqual(['call.started', 'patient.created']);
});
