import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { toTypeId } from '@/server/kernel/typeid';
import { type RoleAction, reachOf } from '@/shared/role-table';
import { ROLES } from '@/shared/roles';
import { sharedApp } from '../../support/app';
import { newTenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

type Row = Record<string, unknown> & { id: string; doctorId: string };

async function setup() {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  const { headers } = await tenant.serverKey();
  const doctorId = (await tenant.doctor({ working: false })).id;
  const window = (more: object = {}) => ({
    doctorId,
    dayOfWeek: 'monday',
    startTime: '09:00',
    endTime: '13:00',
    isAvailable: true,
    ...more,
  });
  const send = (method: string, path: string, body?: object, by: Record<string, string> = headers) =>
    call(app, method, `/v1/schedules${path}`, { headers: by, ...(body && { body }) });
  const add = (more: object = {}) => send('POST', '', window(more));
  return { app, tenant, headers, doctorId, window, send, add };
}

describe('schedules', () => {
  it('201: a window of the External week, with the same id', async () => {
    const { app, tenant, doctorId, add, send } = await setup();
    const row = dataOf<Row>(await add());
    expect(row).toMatchObject({ doctorId: toTypeId('doctor', doctorId), startTime: '09:00:00', endTime: '13:00:00' });
    const { headers } = await tenant.partnerKey();
    const path = `/api/external/doctors/${doctorId}/availability`;
    const week = await call(app, 'GET', path, { headers });
    expect(dataOf<{ weekly_schedule: object[] }>(week).weekly_schedule[0]).toEqual({
      day_of_week: 1,
      is_available: true,
      windows: [{ start_time: '09:00:00', end_time: '13:00:00' }],
    });
    const again = { ...(dataOf<Record<string, unknown>>(week) as object), slot_duration_minutes: 20 };
    expect((await call(app, 'PUT', path, { headers, body: again })).status).toBe(200);
    expect(dataOf(await send('GET', `/${row.id}`))).toEqual(row);
    expect((await send('GET', `?doctorId=${doctorId}`)).body).toMatchObject({ data: [row], pagination: { totalItems: 1 } });
  });

  it('until midnight; touching is apart; what is not available opens nothing', async () => {
    const { app, tenant, doctorId, add } = await setup();
    const late = await add({ startTime: '20:00', endTime: '00:00' });
    expect(dataOf(late)).toMatchObject({ startTime: '20:00:00', endTime: '00:00:00' });
    expect((await add({ startTime: '13:00', endTime: '20:00:00', isAvailable: false })).status).toBe(201);
    const { headers } = await tenant.partnerKey();
    const day = new Date(Date.now() + 7 * 86_400_000);
    day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7));
    const date = day.toISOString().slice(0, 10);
    const slots = await call(app, 'GET', `/api/external/doctors/${doctorId}/slots?date=${date}`, { headers });
    expect(dataOf(slots)).toMatchObject({ total: 8, slots: [{ start_time: '20:00:00' }, {}, {}, {}, {}, {}, {}, {}] });
  });

  it('409: an overlap, of one that is switched off too; another day or doctor is free', async () => {
    const { tenant, add, window, send } = await setup();
    await add({ isAvailable: false });
    for (const [startTime, endTime] of [
      ['09:00', '13:00'],
      ['12:59:59', '14:00'],
      ['08:00', '00:00'],
    ]) {
      expect(outcome(await add({ startTime, endTime }))).toBe('409 CONFLICT');
    }
    expect((await add({ dayOfWeek: 'sunday' })).status).toBe(201);
    const other = (await tenant.doctor({ working: false })).id;
    expect((await add({ doctorId: other })).status).toBe(201);
    const { id } = dataOf<Row>(await add({ startTime: '14:00', endTime: '15:00' }));
    expect(outcome(await send('PUT', `/${id}`, window()))).toBe('409 CONFLICT');
    expect(outcome(await send('PUT', `/${id}`, window({ startTime: '14:30', endTime: '16:00' })))).toBe('200');
  });

  it('409: more than 24 a day, which External could not show', async () => {
    const { app, tenant, doctorId, add } = await setup();
    await app.sql(
      `INSERT INTO availability_windows (hospital_id, id, doctor_id, day_of_week, start_second, end_second)
       SELECT $1, gen_random_uuid(), $2, 1, n * 600, n * 600 + 600 FROM generate_series(0, 23) n`,
      [tenant.hospitalId, doctorId],
    );
    expect(outcome(await add({ startTime: '22:00', endTime: '23:00' }))).toBe('409 CONFLICT');
  });

  it.each([
    ['endTime', { startTime: '13:00', endTime: '09:00' }],
    ['endTime', { startTime: '09:00', endTime: '09:00' }],
    ['endTime', { startTime: '00:00', endTime: '24:00' }],
    ['startTime', { startTime: '9:00' }],
    ['dayOfWeek', { dayOfWeek: 'Monday' }],
    ['dayOfWeek', { dayOfWeek: 1 }],
    ['isAvailable', { isAvailable: undefined }],
    ['doctorId', { doctorId: undefined }],
    ['doctorId', { doctorId: 'pat_01k6kf0pvwfm89r7hfd8dmtkjq' }],
  ])('400: %s in %j', async (field, more) => {
    const { add } = await setup();
    const reply = await add(more);
    expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
    expect(Object.keys((reply.body as { error: { details: object } }).error.details)).toEqual([field]);
  });

  it('PUT replaces it, also with another doctor; DELETE 204, then 404; booked appointments stay', async () => {
    const { app, tenant, doctorId, add, window, send } = await setup();
    const { id } = dataOf<Row>(await add());
    const booked = await tenant.appointment({ doctorId });
    const other = (await tenant.doctor({ working: false })).id;
    const moved = await send('PUT', `/${id}`, window({ doctorId: other, dayOfWeek: 'friday', isAvailable: false }));
    expect(dataOf(moved)).toMatchObject({ id, doctorId: toTypeId('doctor', other), dayOfWeek: 'friday', isAvailable: false });
    expect((await send('GET', `?doctorId=${doctorId}`)).body).toMatchObject({ pagination: { totalItems: 0 } });
    expect(outcome(await send('DELETE', `/${id}`))).toBe('204');
    expect(outcome(await send('DELETE', `/${id}`))).toBe('404 RESOURCE_NOT_FOUND');
    expect(outcome(await send('GET', `/${id}`))).toBe('404 RESOURCE_NOT_FOUND');
    expect(await app.sql('SELECT status FROM appointments WHERE id = $1', [booked.id])).toEqual([{ status: 'scheduled' }]);
  });

  it('the hours rule bookings on v1 and on External alike', async () => {
    const { app, tenant, headers, doctorId, add, send } = await setup();
    const dateTime = new Date(Date.now() + 3 * 86_400_000).toISOString();
    const patientId = (await tenant.patient()).id;
    const book = () => call(app, 'POST', '/v1/appointments', { headers, body: { patientId, doctorId, dateTime } });
    const { id } = dataOf<Row>(await add({ isAvailable: false }));
    expect(outcome(await book())).toBe('422 OUTSIDE_AVAILABILITY');
    await send('DELETE', `/${id}`);
    expect(outcome(await book())).toBe('201');
  });

  it('behind a branch lock: of the branch’s doctors written, of doctors of none read only, of others unknown', async () => {
    const { app, tenant, window, send } = await setup();
    const branchId = (await tenant.branch()).id;
    const { headers } = await tenant.serverKey({ branch_id: branchId });
    const own = (await tenant.doctor({ branchId, working: false })).id;
    const shared = await tenant.schedule();
    const other = await tenant.schedule({
      doctorId: (await tenant.doctor({ branchId: (await tenant.branch()).id, working: false })).id,
    });
    expect(outcome(await send('POST', '', window({ doctorId: own }), headers))).toBe('201');
    expect(outcome(await send('POST', '', window({ doctorId: shared.doctorId }), headers))).toBe('403 FORBIDDEN');
    expect(outcome(await send('POST', '', window({ doctorId: other.doctorId }), headers))).toBe('404 RESOURCE_NOT_FOUND');
    expect(outcome(await send('GET', `/${shared.id}`, undefined, headers))).toBe('200');
    expect(outcome(await send('DELETE', `/${shared.id}`, undefined, headers))).toBe('403 FORBIDDEN');
    for (const method of ['GET', 'DELETE']) {
      expect(outcome(await send(method, `/${other.id}`, undefined, headers))).toBe('404 RESOURCE_NOT_FOUND');
    }
    expect(await app.sql('SELECT 1 FROM availability_windows WHERE id = ANY ($1)', [[shared.id, other.id]])).toHaveLength(2);
  });

  it.each(['PUT', 'DELETE'])('%s 409: it was given to another doctor at the same moment', async (method) => {
    const { app, tenant, doctorId, add, window, send } = await setup();
    const { id } = dataOf<Row>(await add());
    const other = (await tenant.doctor({ working: false })).id;
    const client = new pg.Client(app.database.ownerUrl);
    await client.connect();
    try {
      await client.query('BEGIN');
      const calendar = `hashtextextended('doctor/${tenant.hospitalId}/${doctorId}', 0)`;
      await client.query(`SELECT pg_advisory_xact_lock(${calendar})`);
      const reply = send(method, `/${id}`, method === 'PUT' ? window() : undefined);
      const waiting = `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND (classid::bigint << 32 | objid::bigint) = ${calendar}`;
      await expect.poll(async () => (await client.query(waiting)).rows, { interval: 5 }).toEqual([{ n: 1 }]);
      await client.query('UPDATE availability_windows SET doctor_id = $1 WHERE doctor_id = $2', [other, doctorId]);
      await client.query('COMMIT');
      expect(outcome(await reply)).toBe('409 CONFLICT');
    } finally {
      await client.end();
    }
  });
});

describe.each(ROLES)('as %s', (role) => {
  const OPERATIONS: readonly [RoleAction, string, number][] = [
    ['schedules.read', 'GET', 200],
    ['schedules.create', 'POST', 201],
    ['schedules.update', 'PUT', 200],
    ['schedules.delete', 'DELETE', 204],
  ];

  it.each(OPERATIONS)('%s: the own, another doctor’s and a foreign one as the table says', async (action, method, done) => {
    const { app, tenant, window, send } = await setup();
    const { headers, doctorId } = await tenant.person(role);
    if (doctorId) await app.sql('DELETE FROM availability_windows WHERE doctor_id = $1', [doctorId]);
    const own = await tenant.schedule({ ...(doctorId && { doctorId }) });
    const other = await tenant.schedule();
    const foreign = await (await newTenant(app)).schedule();
    const ask = async (of: { id: string; doctorId: string }) => {
      const body = window({ doctorId: of.doctorId, dayOfWeek: 'sunday' });
      const path = method === 'POST' ? '' : `/${of.id}`;
      return outcome(await send(method, path, ['POST', 'PUT'].includes(method) ? body : undefined, headers));
    };
    const reach = reachOf(role, action);
    const [refused, beyond] = ['403 FORBIDDEN', '404 RESOURCE_NOT_FOUND'];
    expect(await ask(own)).toBe(reach === 'none' ? refused : String(done));
    expect(await ask(other)).toBe(reach === 'hospital' ? String(done) : refused);
    // A doctor who adds to a calendar that is not the own one is told so, whoever's it is or is not.
    expect(await ask(foreign)).toBe(reach === 'none' || (reach === 'own' && method === 'POST') ? refused : beyond);
  });

  it('sees all of the hospital and none of another', async () => {
    const { app, tenant, send } = await setup();
    const { headers, doctorId } = await tenant.person(role);
    await tenant.schedule();
    await (await newTenant(app)).schedule();
    const list = await send('GET', '', undefined, headers);
    expect(list.body).toMatchObject({ pagination: { totalItems: doctorId ? 8 : 1 } });
  });
});
