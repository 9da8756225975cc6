import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { newId } from '@/server/kernel/new-id';
import { toTypeId } from '@/server/kernel/typeid';
import { sharedApp } from '../../support/app';
import { newTenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

const LATER = (hours: number) =>
  new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + (48 + hours) * 3_600_000).toISOString();

async function setup() {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  const { headers } = await tenant.serverKey();
  const remove = (id: string, query = '', by = headers) => call(app, 'DELETE', `/v1/doctors/${id}${query}`, { headers: by });
  const read = async (id: string) =>
    dataOf<Record<string, string>>(await call(app, 'GET', `/v1/appointments/${id}`, { headers }));
  const stored = (table: string, columns: string, id: string) => app.sql(`SELECT ${columns} FROM ${table} WHERE id = $1`, [id]);
  return { app, tenant, headers, remove, read, stored };
}

describe('DELETE /v1/doctors/:id', () => {
  it('204, and the doctor has vanished from all surfaces, with schedules, licence and login', async () => {
    const { app, tenant, headers, remove } = await setup();
    const person = await tenant.person('doctor');
    const id = person.doctorId ?? '';
    await app.sql(`UPDATE doctors SET license_number = 'L1', specialty = 'Cardiology' WHERE id = $1`, [id]);
    const locks = (await tenant.partnerKey()).headers;
    const own = () => call(app, 'GET', `/v1/doctors/${id}`, { headers: person.headers });
    expect((await own()).status).toBe(200);
    expect(outcome(await remove(id))).toBe('204');
    expect(outcome(await remove(id))).toBe('404 RESOURCE_NOT_FOUND');
    for (const [path, by] of [
      [`/v1/doctors/${id}`, headers],
      [`/api/external/doctors/${id}`, locks],
      [`/api/external/doctors/${id}/availability`, locks],
      [`/api/external/doctors/${id}/slots`, locks],
    ] as const) {
      expect(outcome(await call(app, 'GET', path, { headers: by })), path).toBe('404 RESOURCE_NOT_FOUND');
    }
    for (const path of ['/v1/doctors', '/v1/doctors?specialty=cardiology', '/v1/schedules']) {
      expect((await call(app, 'GET', path, { headers })).body).toMatchObject({ pagination: { totalItems: 0 } });
    }
    for (const query of ['', '?q=Cardio']) {
      const list = await call(app, 'GET', `/api/external/doctors${query}`, { headers: locks });
      expect(list.body).toMatchObject({ data: { total: 0 } });
    }
    await expect.poll(async () => outcome(await own()), { interval: 5, timeout: 1000 }).toBe('401 UNAUTHORIZED');
    const body = { name: 'B', specialty: 'C', licenseNumber: 'L1', email: person.email, phone: '9876543210' };
    expect((await call(app, 'POST', '/v1/doctors', { headers, body })).status).toBe(201);
    const users = await app.sql('SELECT deleted_at IS NOT NULL AS deleted FROM users WHERE id = $1', [person.id]);
    expect(users).toEqual([{ deleted: true }]);
  });

  it.each(['scheduled', 'confirmed', 'in_progress'])(
    '409 with an appointment that is %s, and nothing changes',
    async (status) => {
      const { tenant, remove, stored } = await setup();
      const { id, doctorId } = await tenant.appointment({ status });
      expect(outcome(await remove(doctorId))).toBe('409 CANNOT_DELETE');
      expect(await stored('doctors', 'deleted_at', doctorId)).toEqual([{ deleted_at: null }]);
      expect(await stored('appointments', 'status, deleted_at', id)).toEqual([{ status, deleted_at: null }]);
    },
  );

  it('force cancels what is booked, with events; what is over stays, and patients are nobody’s', async () => {
    const { app, tenant, remove, read, stored } = await setup();
    const { id: doctorId } = await tenant.doctor();
    const booked = [await tenant.appointment({ doctorId }), await tenant.appointment({ doctorId, status: 'confirmed' })];
    const over = await tenant.appointment({ doctorId, status: 'completed' });
    const patient = (await tenant.patient({ doctorId })).id;
    const reply = await remove(doctorId, '?force=true');
    expect(outcome(reply)).toBe('204');
    for (const { id } of booked)
      expect(await read(id)).toMatchObject({ status: 'cancelled', doctorId: toTypeId('doctor', doctorId) });
    expect(await read(over.id)).toMatchObject({ status: 'completed' });
    expect(await stored('patients', 'doctor_id', patient)).toEqual([{ doctor_id: null }]);
    const events = await app.sql(
      `SELECT resource_id FROM outbox_events WHERE hospital_id = $1 AND type = 'appointment.updated'`,
      [tenant.hospitalId],
    );
    expect(events).toHaveLength(2);
    const [row] = await app.sql<{ changes: Record<string, unknown> }>(
      'SELECT changes FROM audit_events WHERE request_id = $1',
      [reply.headers['x-request-id']],
    );
    expect(row?.changes).toEqual({
      reassigned_to: null,
      moved_appointment_ids: [],
      cancelled_appointment_ids: booked.map(({ id }) => id).sort(),
      patients: 1,
      logins_ended: 0,
    });
  });

  it('reassignTo moves what is booked at the same times, and the patients; force beside it cancels nothing', async () => {
    const { app, tenant, headers, remove, read, stored } = await setup();
    // One who works never: the patients have been promised these times.
    const [from, to] = [(await tenant.doctor()).id, (await tenant.doctor({ working: false })).id];
    const booked = [
      await tenant.appointment({ doctorId: from, startsAt: LATER(1) }),
      await tenant.appointment({ doctorId: from, startsAt: LATER(2), status: 'in_progress' }),
    ];
    const cancelled = await tenant.appointment({ doctorId: from, startsAt: LATER(3), status: 'cancelled' });
    const patient = (await tenant.patient({ doctorId: from })).id;
    const reply = await remove(from, `?force=true&reassignTo=${toTypeId('doctor', to)}`);
    expect(outcome(reply)).toBe('204');
    for (const { id, startsAt } of booked) {
      expect(await read(id)).toMatchObject({ doctorId: toTypeId('doctor', to), dateTime: startsAt });
    }
    expect((await read(booked[1]?.id ?? '')).status).toBe('in_progress');
    expect(await read(cancelled.id)).toMatchObject({ doctorId: toTypeId('doctor', from), status: 'cancelled' });
    expect(await stored('patients', 'doctor_id', patient)).toEqual([{ doctor_id: to }]);
    const events = await app.sql(
      `SELECT DISTINCT data->>'doctorId' AS doctor FROM outbox_events WHERE hospital_id = $1 AND type = 'appointment.updated'`,
      [tenant.hospitalId],
    );
    expect(events).toEqual([{ doctor: to }]);
    const rows = await app.sql<{ changes: Record<string, unknown> }>('SELECT changes FROM audit_events WHERE request_id = $1', [
      reply.headers['x-request-id'],
    ]);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.changes).toMatchObject({
      reassigned_to: to,
      moved_appointment_ids: booked.map(({ id }) => id).sort(),
      patients: 1,
    });
    const list = await call(app, 'GET', `/v1/appointments?doctorId=${to}`, { headers });
    expect(list.body).toMatchObject({ pagination: { totalItems: 2 } });
  });

  it('409: the other doctor is taken at one of the times, and nothing at all changes', async () => {
    const { app, tenant, remove, stored } = await setup();
    const [from, to] = [(await tenant.doctor()).id, (await tenant.doctor()).id];
    const free = await tenant.appointment({ doctorId: from, startsAt: LATER(1) });
    const clash = await tenant.appointment({ doctorId: from, startsAt: LATER(2) });
    await tenant.appointment({ doctorId: to, startsAt: LATER(2) });
    const patient = (await tenant.patient({ doctorId: from })).id;
    const reply = await remove(from, `?reassignTo=${to}`);
    expect(outcome(reply)).toBe('409 CONFLICT');
    expect(reply.body).toMatchObject({ error: { details: { reassignTo: expect.any(String) } } });
    for (const { id } of [free, clash]) {
      expect(await stored('appointments', 'doctor_id', id)).toEqual([{ doctor_id: from }]);
    }
    expect(await stored('doctors', 'deleted_at', from)).toEqual([{ deleted_at: null }]);
    expect(await stored('patients', 'doctor_id', patient)).toEqual([{ doctor_id: from }]);
    expect(await app.sql('SELECT 1 FROM outbox_events WHERE hospital_id = $1', [tenant.hospitalId])).toEqual([]);
    expect(await app.sql('SELECT 1 FROM availability_windows WHERE doctor_id = $1', [from])).toHaveLength(7);
  });

  it('the other doctor must be another one, of the hospital, there and active', async () => {
    const { app, tenant, remove } = await setup();
    const { id } = await tenant.doctor();
    const [foreign, gone, inactive] = [
      (await (await newTenant(app)).doctor()).id,
      (await tenant.doctor()).id,
      (await tenant.doctor()).id,
    ];
    await remove(gone);
    await app.sql(`UPDATE doctors SET status = 'INACTIVE' WHERE id = $1`, [inactive]);
    const to = async (other: string) => outcome(await remove(id, `?reassignTo=${other}`));
    expect(await to(id)).toBe('400 VALIDATION_ERROR');
    expect(await to('x')).toBe('400 VALIDATION_ERROR');
    for (const other of [foreign, gone, newId()]) expect(await to(other)).toBe('404 RESOURCE_NOT_FOUND');
    expect(await to(inactive)).toBe('409 CONFLICT');
    expect(outcome(await remove(id))).toBe('204');
  });

  it('two that hand over to each other at once do not wait for each other', async () => {
    const { tenant, remove, stored } = await setup();
    const [a, b] = [(await tenant.doctor()).id, (await tenant.doctor()).id];
    const booked = [
      await tenant.appointment({ doctorId: a, startsAt: LATER(1) }),
      await tenant.appointment({ doctorId: b, startsAt: LATER(2) }),
    ];
    const replies = await Promise.all([remove(a, `?reassignTo=${b}`), remove(b, `?reassignTo=${a}`)]);
    expect(replies.map(outcome).sort()).toEqual(['204', '404 RESOURCE_NOT_FOUND']);
    const left = replies[0]?.status === 204 ? b : a;
    for (const { id } of booked) expect(await stored('appointments', 'doctor_id', id)).toEqual([{ doctor_id: left }]);
  });

  it('behind a branch lock: not one of no branch, nor one with appointments or patients outside of it', async () => {
    const { app, tenant, remove, stored } = await setup();
    const [branchId, elsewhere] = [(await tenant.branch()).id, (await tenant.branch()).id];
    const { headers } = await tenant.serverKey({ branch_id: branchId });
    expect(outcome(await remove((await tenant.doctor()).id, '', headers))).toBe('403 FORBIDDEN');
    expect(outcome(await remove((await tenant.doctor({ branchId: elsewhere })).id, '', headers))).toBe(
      '404 RESOURCE_NOT_FOUND',
    );
    const { id } = await tenant.doctor({ branchId });
    const outside = await tenant.appointment({ doctorId: id, branchId: elsewhere });
    expect(outcome(await remove(id, '?force=true', headers))).toBe('409 CANNOT_DELETE');
    await app.sql(`UPDATE appointments SET status = 'no_show' WHERE id = $1`, [outside.id]);
    const patient = await tenant.patient({ doctorId: id });
    expect(outcome(await remove(id, '?force=true', headers))).toBe('409 CANNOT_DELETE');
    await app.sql('UPDATE patients SET branch_id = $2 WHERE id = $1', [patient.id, branchId]);
    await tenant.appointment({ doctorId: id, branchId });
    expect(outcome(await remove(id, '?force=true', headers))).toBe('204');
    expect(await stored('patients', 'doctor_id', patient.id)).toEqual([{ doctor_id: null }]);
  });

  it('a patient who is given to the doctor at the same moment finds the doctor gone', async () => {
    const { app, tenant } = await setup();
    const { headers } = await tenant.partnerKey();
    const [doctor, patient] = [await tenant.doctor(), await tenant.patient()];
    const client = new pg.Client(app.database.ownerUrl);
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query('SELECT 1 FROM doctors WHERE id = $1 FOR UPDATE', [doctor.id]);
      await client.query('UPDATE doctors SET deleted_at = now() WHERE id = $1', [doctor.id]);
      const change = call(app, 'PATCH', `/api/external/patients/${patient.id}`, { headers, body: { doctor_id: doctor.id } });
      const waiting = `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid`;
      await expect.poll(async () => (await client.query(waiting)).rows, { interval: 5 }).toEqual([{ n: 1 }]);
      await client.query('COMMIT');
      expect(outcome(await change)).toBe('404 RESOURCE_NOT_FOUND');
    } finally {
      await client.end();
    }
  });
});
