import { beforeAll, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { type Headers, newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

let app: TestApp;
let tenant: Tenant;
let v1: Headers;
let external: Headers;
beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  v1 = (await tenant.serverKey()).headers;
  external = (await tenant.partnerKey()).headers;
});

const remove = (id: string, headers: Headers = v1) => call(app, 'DELETE', `/v1/appointments/${id}`, { headers });

it.each([
  ['scheduled', 'cancelled'],
  ['confirmed', 'cancelled'],
  ['cancelled', 'cancelled'],
  ['no_show', 'no_show'],
])(
  '204: one that is %s is gone from every surface, sockets are told that it is %s, and its history stays',
  async (status, told) => {
    const { id, doctorId, patientId, startsAt } = await tenant.appointment({ status });
    const reply = await remove(id);
    expect([reply.status, reply.text]).toEqual([204, '']);
    expect(outcome(await remove(id))).toBe('404 RESOURCE_NOT_FOUND');
    const at = (path: string, headers: Headers) => call(app, 'GET', path, { headers });
    expect(outcome(await at(`/v1/appointments/${id}`, v1))).toBe('404 RESOURCE_NOT_FOUND');
    expect(outcome(await at(`/api/external/appointments/${id}`, external))).toBe('404 RESOURCE_NOT_FOUND');
    expect(dataOf(await at(`/v1/appointments?doctorId=${doctorId}`, v1))).toEqual([]);
    expect(dataOf(await at(`/api/external/appointments?doctor_id=${doctorId}`, external))).toMatchObject({
      total: 0,
      results: [],
    });
    for (const body of [{ notes: 'x' }, { status: 'completed' }]) {
      const change = await call(app, 'PATCH', `/v1/appointments/${id}`, { headers: v1, body });
      expect(outcome(change)).toBe('404 RESOURCE_NOT_FOUND');
    }

    const events = await app.sql(`SELECT type, data->>'status' AS status FROM outbox_events WHERE resource_id = $1`, [id]);
    expect(events).toEqual([{ type: 'appointment.updated', status: told }]);
    const rows = await app.sql('SELECT status, deleted_at IS NOT NULL AS deleted FROM appointments WHERE id = $1', [id]);
    expect(rows).toEqual([{ status: told, deleted: true }]);
    const audit = await app.sql(
      `SELECT action, target_type, target_id::text, patient_ids::text[], changes FROM audit_events WHERE request_id = $1`,
      [reply.headers['x-request-id']],
    );
    expect(audit).toEqual([
      {
        action: 'appointment.delete',
        target_type: 'appointment',
        target_id: id,
        patient_ids: [patientId],
        changes: { status },
      },
    ]);

    const again = await call(app, 'POST', '/v1/appointments', {
      headers: v1,
      body: { patientId, doctorId, dateTime: startsAt },
    });
    expect(again.status, again.text).toBe(201);
  },
);

it('409 while it is in progress, 422 once it is completed; both stay', async () => {
  for (const [status, refusal] of [
    ['in_progress', '409 CANNOT_DELETE'],
    ['completed', '422 DELETION_NOT_ALLOWED'],
  ] as const) {
    const { id } = await tenant.appointment({ status });
    expect(outcome(await remove(id))).toBe(refusal);
    expect((await call(app, 'GET', `/v1/appointments/${id}`, { headers: v1 })).status).toBe(200);
  }
});

it('of many that delete it at once one does', async () => {
  const { id } = await tenant.appointment();
  const outcomes = await Promise.all(Array.from({ length: 8 }, async () => outcome(await remove(id))));
  expect(outcomes.filter((one) => one === '204')).toHaveLength(1);
  expect(new Set(outcomes)).toEqual(new Set(['204', '404 RESOURCE_NOT_FOUND']));
});
