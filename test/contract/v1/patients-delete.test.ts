import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { newId } from '@/server/kernel/new-id';
import { sharedApp } from '../../support/app';
import { newTenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

async function setup() {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  const { headers } = await tenant.serverKey();
  const remove = (id: string, query = '') => call(app, 'DELETE', `/v1/patients/${id}${query}`, { headers });
  return { app, tenant, headers, remove };
}

describe('DELETE /v1/patients/:id', () => {
  it('204, and the patient has vanished from all surfaces; a second time it is 404', async () => {
    const { app, tenant, headers, remove } = await setup();
    const { id, name, phone } = await tenant.patient();
    const locks = (await tenant.partnerKey()).headers;
    expect(outcome(await remove(id))).toBe('204');
    expect(outcome(await remove(id))).toBe('404 RESOURCE_NOT_FOUND');
    for (const [path, by] of [
      [`/v1/patients/${id}`, headers],
      [`/api/external/patients/${id}`, locks],
    ] as const) {
      expect(outcome(await call(app, 'GET', path, { headers: by }))).toBe('404 RESOURCE_NOT_FOUND');
    }
    expect(outcome(await call(app, 'PATCH', `/v1/patients/${id}`, { headers, body: {} }))).toBe('404 RESOURCE_NOT_FOUND');
    expect((await call(app, 'GET', '/v1/patients', { headers })).body).toMatchObject({ pagination: { totalItems: 0 } });
    for (const query of ['', '?q=Asha']) {
      const list = await call(app, 'GET', `/api/external/patients${query}`, { headers: locks });
      expect(list.body).toMatchObject({ data: { total: 0, results: [] } });
    }
    const again = await call(app, 'POST', '/api/external/patients', { headers: locks, body: { name, phone } });
    expect(again.status).toBe(201);
  });

  it.each(['scheduled', 'confirmed', 'in_progress'])('409 with an appointment that is %s; force cancels it', async (status) => {
    const { app, tenant, remove } = await setup();
    const locks = (await tenant.partnerKey()).headers;
    const { id, patientId, doctorId, startsAt } = await tenant.appointment({ status });
    const over = await tenant.appointment({ patientId, status: 'completed' });
    expect(outcome(await remove(patientId))).toBe('409 CANNOT_DELETE');
    expect(outcome(await remove(patientId, '?force=false'))).toBe('409 CANNOT_DELETE');
    expect(outcome(await remove(patientId, '?force=true'))).toBe('204');
    const read = async (appointment: string) =>
      dataOf(await call(app, 'GET', `/api/external/appointments/${appointment}`, { headers: locks }));
    expect(await read(id)).toMatchObject({ status: 'CANCELLED' });
    expect(await read(over.id)).toMatchObject({ status: 'COMPLETED' });
    const events = await app.sql(
      `SELECT type, data->>'status' AS status FROM outbox_events WHERE hospital_id = $1 AND resource_id = $2`,
      [tenant.hospitalId, id],
    );
    expect(events).toEqual([{ type: 'appointment.updated', status: 'cancelled' }]);
    const slot = await tenant.appointment({ doctorId, startsAt });
    expect(slot.doctorId).toBe(doctorId);
  });

  it.each(['completed', 'cancelled', 'no_show'])('204 without force where every appointment is %s', async (status) => {
    const { tenant, remove } = await setup();
    const { patientId } = await tenant.appointment({ status });
    expect(outcome(await remove(patientId))).toBe('204');
  });

  it('ends the login at once, frees its e-mail, and says so in the audit log', async () => {
    const { app, tenant, headers, remove } = await setup();
    const patient = await tenant.person('patient');
    const { id } = await tenant.appointment({ patientId: patient.patientId ?? '' });
    const own = () => call(app, 'GET', `/v1/patients/${patient.patientId}`, { headers: patient.headers });
    expect((await own()).status).toBe(200);
    const reply = await remove(patient.patientId ?? '', '?force=true');
    await expect.poll(async () => outcome(await own()), { interval: 5, timeout: 1000 }).toBe('401 UNAUTHORIZED');
    const families = await app.sql('SELECT revoked_at IS NOT NULL AS revoked FROM refresh_families WHERE user_id = $1', [
      patient.id,
    ]);
    expect(families).toEqual([{ revoked: true }]);
    const body = { name: 'B', phone: '9876543210', email: patient.email, password: 'correct horse' };
    expect((await call(app, 'POST', '/v1/patients', { headers, body })).status).toBe(201);
    const rows = await app.sql('SELECT action, target_id, changes FROM audit_events WHERE request_id = $1', [
      reply.headers['x-request-id'],
    ]);
    expect(rows).toEqual([
      {
        action: 'patient.delete',
        target_id: patient.patientId,
        changes: { cancelled_appointment_ids: [id], logins_ended: 1 },
      },
    ]);
  });

  it('behind a branch lock: not with booked appointments outside of it, which stay as they are', async () => {
    const { app, tenant } = await setup();
    const [branchId, elsewhere] = [(await tenant.branch()).id, (await tenant.branch()).id];
    const { headers } = await tenant.serverKey({ branch_id: branchId });
    const patientId = (await tenant.patient({ branchId })).id;
    const inside = await tenant.appointment({ patientId, branchId });
    const outside = await tenant.appointment({ patientId, branchId: elsewhere });
    const remove = () => call(app, 'DELETE', `/v1/patients/${patientId}?force=true`, { headers });
    expect(outcome(await remove())).toBe('409 CANNOT_DELETE');
    const rows = await app.sql('SELECT status FROM appointments WHERE id = ANY ($1)', [[inside.id, outside.id]]);
    expect(rows).toEqual([{ status: 'scheduled' }, { status: 'scheduled' }]);
    await app.sql(`UPDATE appointments SET status = 'cancelled' WHERE id = $1`, [outside.id]);
    expect(outcome(await remove())).toBe('204');
  });

  it.each(['?force=yes', '?force=', '?force=true&force=true', '?reassignTo=x'])('400: %s', async (query) => {
    const { tenant, remove } = await setup();
    expect(outcome(await remove((await tenant.patient()).id, query))).toBe('400 VALIDATION_ERROR');
  });

  it('a booking that comes at the same moment finds the patient gone', async () => {
    const { app, tenant, headers } = await setup();
    const patient = await tenant.patient();
    const doctor = await tenant.doctor();
    const client = new pg.Client(app.database.ownerUrl);
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query('UPDATE patients SET deleted_at = now() WHERE id = $1', [patient.id]);
      // What a deletion holds until it commits.
      await client.query('SELECT 1 FROM patients WHERE id = $1 FOR UPDATE', [patient.id]);
      const dateTime = new Date(Date.now() + 86_400_000).toISOString();
      const booking = call(app, 'POST', '/v1/appointments', {
        headers,
        body: { patientId: patient.id, doctorId: doctor.id, dateTime },
      });
      const waiting = `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid`;
      await expect.poll(async () => (await client.query(waiting)).rows, { interval: 5 }).toEqual([{ n: 1 }]);
      await client.query('COMMIT');
      expect(outcome(await booking)).toBe('404 RESOURCE_NOT_FOUND');
    } finally {
      await client.end();
    }
  });

  it('another hospital’s is 404 and stays', async () => {
    const { app, remove } = await setup();
    const foreign = (await (await newTenant(app)).patient()).id;
    const [theirs, unknown] = [await remove(foreign), await remove(newId())];
    expect(outcome(theirs)).toBe(outcome(unknown));
    expect(await app.sql('SELECT deleted_at FROM patients WHERE id = $1', [foreign])).toEqual([{ deleted_at: null }]);
  });
});
