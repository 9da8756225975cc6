import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

type Window = { start_time: string; end_time: string };
type Day = { day_of_week: number; is_available: boolean; windows: Window[] };
type Availability = { weekly_schedule: Day[]; overrides: object[]; updated_at: string | null; [field: string]: unknown };

let app: TestApp;
let tenant: Tenant;
let headers: Record<string, string>;
beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  headers = (await tenant.partnerKey()).headers;
});

const pathOf = (id: string) => `/api/external/doctors/${id}/availability`;
const get = async (id: string) => dataOf<Availability>(await call(app, 'GET', pathOf(id), { headers }));
const put = (id: string, body: object) => call(app, 'PUT', pathOf(id), { headers, body });
const hours = (from: string, to: string): Window => ({ start_time: from, end_time: to });
const on = (day: number, ...windows: Window[]) => ({ day_of_week: day, is_available: true, windows });
const off = (day: number, ...windows: Window[]) => ({ day_of_week: day, is_available: false, windows });
const NOW = Date.now();
const inDays = (days: number) => new Date(NOW + days * 86_400_000).toISOString().slice(0, 10);
/** Everything that is stored of it. */
const stored = (id: string) =>
  app.sql(
    `SELECT d.*, (SELECT jsonb_agg(w ORDER BY w.id) FROM availability_windows w WHERE w.doctor_id = d.id) AS windows,
       (SELECT jsonb_agg(o ORDER BY o.id) FROM availability_overrides o WHERE o.doctor_id = d.id) AS overrides
     FROM doctors d WHERE d.id = $1`,
    [id],
  );
const windowIds = async (id: string) => {
  const rows = await app.sql<{ id: string }>('SELECT id FROM availability_windows WHERE doctor_id = $1 ORDER BY id', [id]);
  return rows.map((row) => row.id);
};

describe('GET /doctors/:doctor_id/availability', () => {
  it('200: of a doctor of whom nobody has said anything, seven days that are off', async () => {
    const { id } = await tenant.doctor({ working: false });
    expect(await get(id)).toEqual({
      doctor_id: id,
      timezone: 'Asia/Kolkata',
      slot_duration_minutes: 30,
      consultation_fee: null,
      currency: 'INR',
      weekly_schedule: [1, 2, 3, 4, 5, 6, 7].map((day) => off(day)),
      overrides: [],
      updated_at: null,
    });
  });

  it('200: the zone is that of the branch; a window until midnight ends at 00:00:00', async () => {
    const branch = await tenant.branch({ timezone: 'America/Bogota' });
    const { id } = await tenant.doctor({ branchId: branch.id });
    const { timezone, weekly_schedule: week } = await get(id);
    expect([timezone, week[6]]).toEqual(['America/Bogota', on(7, hours('00:00:00', '00:00:00'))]);
  });
});

describe('PUT /doctors/:doctor_id/availability', () => {
  it('200: the whole of it, read as HH:MM or HH:MM:SS and written HH:MM:SS', async () => {
    const { id } = await tenant.doctor({ working: false });
    const reply = await put(id, {
      slot_duration_minutes: 20,
      consultation_fee: 799.5,
      currency: 'EUR',
      weekly_schedule: [
        on(3, hours('14:00', '18:30:15'), hours('09:00', '12:00')),
        off(6, hours('10:00', '11:00')),
        on(1, hours('22:00', '00:00')),
      ],
      overrides: [
        { date: inDays(40), is_available: true, windows: [hours('10:00', '11:00')], reason: 'Congreso' },
        { date: inDays(20), is_available: false },
        { date: inDays(30), is_available: true, windows: null },
      ],
    });
    const shown = dataOf<Availability>(reply);
    expect(shown).toMatchObject({
      doctor_id: id,
      slot_duration_minutes: 20,
      consultation_fee: 799.5,
      currency: 'EUR',
      weekly_schedule: [
        on(1, hours('22:00:00', '00:00:00')),
        off(2),
        on(3, hours('09:00:00', '12:00:00'), hours('14:00:00', '18:30:15')),
        off(4),
        off(5),
        off(6, hours('10:00:00', '11:00:00')),
        off(7),
      ],
      overrides: [
        { date: inDays(20), is_available: false, windows: null, reason: null },
        { date: inDays(30), is_available: true, windows: null, reason: null },
        { date: inDays(40), is_available: true, windows: [hours('10:00:00', '11:00:00')], reason: 'Congreso' },
      ],
    });
    expect(shown.updated_at).toMatch(/\+05:30$/);
    expect(await get(id)).toEqual(shown);
    const doctor = await call(app, 'GET', `/api/external/doctors/${id}`, { headers });
    expect(doctor.body).toMatchObject({ data: { op_fee: 799.5, currency: 'EUR' } });
  });

  it('200: what was read and is sent back changes nothing at all, whatever it holds', async () => {
    const { id } = await tenant.doctor();
    const week = [on(1, hours('09:00', '12:00')), off(2, hours('09:00', '12:00'))];
    await put(id, {
      slot_duration_minutes: 20,
      weekly_schedule: week,
      overrides: [{ date: inDays(3), is_available: true, windows: [hours('20:00', '00:00')], reason: 'Ñ' }],
    });
    // As v1 can leave it: one window of a day on, one off.
    await app.sql(
      `INSERT INTO availability_windows (hospital_id, id, doctor_id, day_of_week, start_second, end_second, is_available)
       VALUES ($1, gen_random_uuid(), $2, 1, 50000, 60000, false)`,
      [tenant.hospitalId, id],
    );
    const before = await stored(id);
    const read = await call(app, 'GET', pathOf(id), { headers });
    const reply = await put(id, dataOf<Availability>(read));
    expect([reply.status, dataOf(reply), reply.headers.etag]).toEqual([200, dataOf(read), read.headers.etag]);
    expect(await stored(id)).toEqual(before);
  });

  it('200: windows with the same hours keep their id, the others are new; a day that is not sent is off', async () => {
    const { id } = await tenant.doctor({ working: false });
    const change = (...week: object[]) => put(id, { slot_duration_minutes: 30, weekly_schedule: week });
    await change(on(1, hours('09:00', '12:00'), hours('14:00', '17:00')), on(2, hours('09:00', '12:00')));
    const before = await windowIds(id);
    await change(on(1, hours('09:00', '12:00'), hours('12:00', '17:00')));
    const after = await windowIds(id);
    expect(after).toHaveLength(2);
    expect(after.filter((each) => before.includes(each))).toHaveLength(1);
    expect((await get(id)).weekly_schedule[1]).toEqual(off(2));
    await change(off(1, hours('09:00', '12:00'), hours('12:00', '17:00')));
    expect(await windowIds(id)).toEqual(after);
    // Into hours that overlap those that there were.
    expect((await change(on(1, hours('08:00', '13:00'), hours('13:00', '14:00')))).status).toBe(200);
  });

  it('200: overrides, fee and currency stay where they are not given; null and an empty list clear', async () => {
    const { id } = await tenant.doctor();
    const base = { slot_duration_minutes: 30, weekly_schedule: [on(1, hours('09:00', '12:00'))] };
    const override = { date: inDays(3), is_available: false, reason: 'Leave' };
    await put(id, { ...base, overrides: [override], consultation_fee: 500, currency: 'USD' });
    const kept = dataOf<Availability>(await put(id, { ...base, slot_duration_minutes: 60 }));
    expect(kept).toMatchObject({ overrides: [override], consultation_fee: 500, currency: 'USD', slot_duration_minutes: 60 });
    const cleared = dataOf<Availability>(await put(id, { ...base, overrides: [], consultation_fee: null, currency: null }));
    expect(cleared).toMatchObject({ overrides: [], consultation_fee: null, currency: 'INR' });
  });

  it("200: doctor_id, timezone and updated_at are ignored, another hospital's doctor included", async () => {
    const [{ id }, foreign] = [await tenant.doctor(), await (await newTenant(app)).doctor()];
    const before = await stored(foreign.id);
    const body = { slot_duration_minutes: 30, weekly_schedule: [on(1, hours('09:00', '12:00'))] };
    const reply = await put(id, { ...body, doctor_id: foreign.id, timezone: 'Mars/Olympus', updated_at: 'yesterday' });
    expect(reply.body).toMatchObject({ data: { doctor_id: id, timezone: 'Asia/Kolkata' } });
    expect(await stored(foreign.id)).toEqual(before);
    expect(outcome(await put(id, { ...body, doctor_id: 7 }))).toBe('400 VALIDATION_ERROR');
    expect(outcome(await put(id, { ...body, updated_at: 7 }))).toBe('400 VALIDATION_ERROR');
  });

  it('200: the most that there may be of everything', async () => {
    const { id } = await tenant.doctor();
    const all = Array.from({ length: 24 }, (_, hour) =>
      hours(`${String(hour).padStart(2, '0')}:00`, `${String((hour + 1) % 24).padStart(2, '0')}:00`),
    );
    const reply = await put(id, {
      slot_duration_minutes: 5,
      weekly_schedule: [1, 2, 3, 4, 5, 6, 7].map((day) => on(day, ...all)),
      overrides: Array.from({ length: 400 }, (_, day) => ({ date: inDays(day), is_available: false })),
    });
    expect(reply.status).toBe(200);
    const slots = await call(app, 'GET', `/api/external/doctors/${id}/slots?date=${inDays(500)}`, { headers });
    expect(slots.body).toMatchObject({ data: { total: 288, available: 288 } });
  });

  it('waits for a booking of the doctor that is under way', async () => {
    const { id } = await tenant.doctor();
    const client = new pg.Client(app.database.ownerUrl);
    await client.connect();
    try {
      await client.query('BEGIN');
      const lock = `doctor/${tenant.hospitalId}/${id}`;
      await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [lock]);
      const { rows } = await client.query<{ id: number }>('SELECT pg_backend_pid() AS id');
      const reply = put(id, { slot_duration_minutes: 45, weekly_schedule: [] });
      const waiting = 'SELECT pid FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))';
      await expect.poll(async () => (await app.sql(waiting, [rows[0]?.id])).length, { interval: 10 }).toBe(1);
      expect(await app.sql('SELECT slot_duration_minutes FROM doctors WHERE id = $1', [id])).toEqual([
        { slot_duration_minutes: 30 },
      ]);
      await client.query('COMMIT');
      expect((await reply).status).toBe(200);
    } finally {
      await client.end();
    }
  });

  it('two at once end as one of them', async () => {
    const { id } = await tenant.doctor();
    const bodies = ['08', '09', '10', '11'].map((from) => ({
      slot_duration_minutes: 30,
      weekly_schedule: [on(1, hours(`${from}:00`, '18:00'))],
    }));
    const replies = await Promise.all(bodies.map((body) => put(id, body)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const starts = (await get(id)).weekly_schedule[0]?.windows.map((window) => window.start_time);
    expect(starts).toHaveLength(1);
  });
});

it('a key that is locked to a branch sets its own doctors, reads those of no branch, and knows no other', async () => {
  const [north, south] = [await tenant.branch(), await tenant.branch()];
  const { headers: locked } = await tenant.partnerKey({ branch_id: north.id });
  const doctors = {
    north: (await tenant.doctor({ branchId: north.id })).id,
    none: (await tenant.doctor()).id,
    south: (await tenant.doctor({ branchId: south.id })).id,
  };
  const body = { slot_duration_minutes: 15, weekly_schedule: [on(1, hours('09:00', '12:00'))] };
  const outcomes = async (method: string, rest: string) => {
    const ask = (id: string) =>
      call(app, method, `/api/external/doctors/${id}/${rest}`, {
        headers: locked,
        ...(method === 'PUT' && { body }),
      });
    return [await ask(doctors.north), await ask(doctors.none), await ask(doctors.south)].map(outcome);
  };
  expect(await outcomes('GET', 'availability')).toEqual(['200', '200', '404 RESOURCE_NOT_FOUND']);
  expect(await outcomes('GET', 'slots')).toEqual(['200', '200', '404 RESOURCE_NOT_FOUND']);
  expect(await outcomes('PUT', 'availability')).toEqual(['200', '403 FORBIDDEN', '404 RESOURCE_NOT_FOUND']);
  const changed = await app.sql('SELECT id FROM doctors WHERE slot_duration_minutes = 15 AND id = ANY ($1)', [
    Object.values(doctors),
  ]);
  expect(changed).toEqual([{ id: doctors.north }]);
});

it('doctors:read and doctors:write are enough', async () => {
  const { id } = await tenant.doctor();
  const { headers: reader } = await tenant.partnerKey({ permissions: ['doctors:read'] });
  const { headers: writer } = await tenant.partnerKey({ permissions: ['doctors:write'] });
  const body = { slot_duration_minutes: 15, weekly_schedule: [] };
  expect((await call(app, 'GET', pathOf(id), { headers: reader })).status).toBe(200);
  expect(outcome(await call(app, 'PUT', pathOf(id), { headers: reader, body }))).toBe('403 INSUFFICIENT_PERMISSIONS');
  expect((await call(app, 'PUT', pathOf(id), { headers: writer, body })).status).toBe(200);
});
