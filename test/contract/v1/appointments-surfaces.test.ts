import { beforeAll, describe, expect, it } from 'vitest';
import {
  APPOINTMENT_STATUSES,
  type AppointmentStatus,
  EXTERNAL_STATUSES,
  TRANSITIONS,
  targetOfExternal,
  toExternalStatus,
} from '@/server/domain/appointments/status';
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
  v1 = (await tenant.serverKey({ rate_tier: 'professional' })).headers;
  external = (await tenant.partnerKey({ rate_tier: 'professional' })).headers;
});

type Row = { id: string; status: string; [field: string]: unknown };

const onV1 = async (id: string) => dataOf<Row>(await call(app, 'GET', `/v1/appointments/${id}`, { headers: v1 }));
const onExternal = async (id: string) =>
  dataOf<Row>(await call(app, 'GET', `/api/external/appointments/${id}`, { headers: external }));
const setOnV1 = async (id: string, status: string) =>
  outcome(await call(app, 'PATCH', `/v1/appointments/${id}`, { headers: v1, body: { status } }));
const setOnExternal = async (id: string, status: string) =>
  outcome(await call(app, 'PATCH', `/api/external/appointments/${id}/status`, { headers: external, body: { status } }));

/** From every status to every status that a surface can name, as the rules of the domain have it at this moment. */
async function checkTransitions(): Promise<void> {
  for (const from of APPOINTMENT_STATUSES) {
    const allowed: readonly AppointmentStatus[] = TRANSITIONS[from];
    const expected = (to: AppointmentStatus | null) =>
      to !== null && allowed.includes(to) ? '200' : '409 INVALID_STATUS_TRANSITION';
    for (const to of APPOINTMENT_STATUSES) {
      const { id } = await tenant.appointment({ status: from });
      expect([from, to, await setOnV1(id, to)]).toEqual([from, to, expected(to)]);
      const now = expected(to) === '200' ? to : from;
      expect((await onV1(id)).status).toBe(now);
      expect((await onExternal(id)).status).toBe(toExternalStatus(now));
    }
    for (const to of EXTERNAL_STATUSES) {
      const { id } = await tenant.appointment({ status: from });
      const target = targetOfExternal(to);
      expect([from, to, await setOnExternal(id, to)]).toEqual([from, to, expected(target)]);
      expect((await onV1(id)).status).toBe(expected(target) === '200' ? target : from);
    }
  }
}

describe('the rules of the domain', () => {
  it('let each status follow another on both surfaces alike', checkTransitions);

  it('hold on both surfaces when they are changed in the one place where they stand', async () => {
    const table = TRANSITIONS as Record<AppointmentStatus, readonly AppointmentStatus[]>;
    const { completed, scheduled } = table;
    table.completed = ['cancelled'];
    table.scheduled = ['confirmed'];
    try {
      await checkTransitions();
    } finally {
      Object.assign(table, { completed, scheduled });
    }
  });
});

it('what one surface books the other shows, each in its own form', async () => {
  const [patient, doctor] = [await tenant.patient(), await tenant.doctor()];
  const booked = await call(app, 'POST', '/v1/appointments', {
    headers: v1,
    body: { patientId: patient.id, doctorId: doctor.id, dateTime: '2027-01-04T04:30:00Z', durationMinutes: 45 },
  });
  const { id } = dataOf<Row>(booked);
  const { results } = dataOf<{ results: Row[] }>(
    await call(app, 'GET', `/api/external/appointments?doctor_id=${doctor.id}`, { headers: external }),
  );
  expect(results).toMatchObject([
    { patient_id: patient.id, appointment_time: '2027-01-04T10:00:00.000+05:30', type: 'IN_PERSON', booking_source: null },
  ]);
  const overlapping = {
    patient_id: patient.id,
    doctor_id: doctor.id,
    appointment_date: '2027-01-04',
    appointment_time: '10:30',
    type: 'FOLLOW_UP',
  };
  const book = (time: string) =>
    call(app, 'POST', '/api/external/appointments', { headers: external, body: { ...overlapping, appointment_time: time } });
  expect(outcome(await book('10:30'))).toBe('409 SLOT_TAKEN');
  const { appointment_id: other } = dataOf<{ appointment_id: string }>(await book('10:45'));
  expect(await onV1(other)).toMatchObject({
    dateTime: '2027-01-04T05:15:00.000Z',
    durationMinutes: 30,
    type: 'FOLLOW_UP',
    status: 'scheduled',
    reason: null,
  });
  expect(await onExternal(id)).toMatchObject({ id: results[0]?.id });
});
