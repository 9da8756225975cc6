import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { type Headers, newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

const PATH = '/api/external/appointments';
type Row = { id: string; appointment_time: string; status: string; notes: string | null; [field: string]: unknown };

let app: TestApp;
let tenant: Tenant;
let headers: Headers;
beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  headers = (await tenant.partnerKey()).headers;
});

const day = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);
/** At 10:00 of the hospital, three days from now. */
const DATE = day(3);
const TEN = `${DATE}T10:00:00+05:30`;

const patch = (id: string, body: object, more: Headers = {}) =>
  call(app, 'PATCH', `${PATH}/${id}`, { headers: { ...headers, ...more }, body });
const setStatus = (id: string, body: object) => call(app, 'PATCH', `${PATH}/${id}/status`, { headers, body });
const eventsOf = async (id: string) =>
  (
    await app.sql<{ type: string; data: Record<string, unknown> }>(
      'SELECT type, data FROM outbox_events WHERE resource_id = $1 ORDER BY id',
      [id],
    )
  ).map(({ type, data }) => ({ event: type, ...data }));
const rowOf = async (id: string) =>
  (
    await app.sql<{ minutes: number; status: string; status_reason: string | null }>(
      'SELECT extract(epoch FROM ends_at - starts_at)::int / 60 AS minutes, status, status_reason FROM appointments WHERE id = $1',
      [id],
    )
  )[0];

describe('PATCH /appointments/:id', () => {
  it('200: the time, the date, or both; what is not given stays; one event each', async () => {
    const { id } = await tenant.appointment({ startsAt: TEN });
    const moved = async (body: object) => dataOf<Row>(await patch(id, body)).appointment_time;
    expect(await moved({ appointment_time: '11:30' })).toBe(`${DATE}T11:30:00.000+05:30`);
    expect(await moved({ appointment_date: day(5) })).toBe(`${day(5)}T11:30:00.000+05:30`);
    expect(await moved({ appointment_date: DATE, appointment_time: '09:00:30' })).toBe(`${DATE}T09:00:30.000+05:30`);
    const events = await eventsOf(id);
    expect(events.map(({ event }) => event)).toEqual(Array(3).fill('appointment.updated'));
    expect(events.at(-1)).toMatchObject({
      id,
      patientName: 'Asha Menon',
      startsAt: new Date(`${DATE}T09:00:30+05:30`).toISOString(),
    });
  });

  it('200: into a part of its own time', async () => {
    const { id } = await tenant.appointment({ startsAt: TEN });
    expect(dataOf<Row>(await patch(id, { appointment_time: '10:10' })).appointment_time).toBe(`${DATE}T10:10:00.000+05:30`);
  });

  it("200: as long as before; with another doctor as long as that one's slot", async () => {
    const { id } = await tenant.appointment({ startsAt: TEN });
    await app.sql(`UPDATE appointments SET ends_at = starts_at + interval '50 minutes' WHERE id = $1`, [id]);
    await patch(id, { appointment_time: '12:00' });
    expect(await rowOf(id)).toMatchObject({ minutes: 50 });
    const other = await tenant.doctor();
    await app.sql('UPDATE doctors SET slot_duration_minutes = 20 WHERE id = $1', [other.id]);
    expect(dataOf<Row>(await patch(id, { doctor_id: other.id }))).toMatchObject({
      doctor_id: other.id,
      appointment_time: `${DATE}T12:00:00.000+05:30`,
    });
    expect(await rowOf(id)).toMatchObject({ minutes: 20 });
  });

  it('200: notes of one that is over too; null clears them; nothing changes nothing', async () => {
    const { id } = await tenant.appointment({ status: 'completed' });
    expect(dataOf<Row>(await patch(id, { notes: 'Well.' })).notes).toBe('Well.');
    expect(dataOf<Row>(await patch(id, {})).notes).toBe('Well.');
    expect(dataOf<Row>(await patch(id, { notes: null })).notes).toBeNull();
    expect(await eventsOf(id)).toHaveLength(2);
  });

  it.each(['completed', 'cancelled', 'no_show'])('409: one that is %s is not moved', async (status) => {
    const { id } = await tenant.appointment({ status, startsAt: TEN });
    expect(outcome(await patch(id, { appointment_time: '11:00' }))).toBe('409 CONFLICT');
    expect(await eventsOf(id)).toEqual([]);
  });

  it('409: onto a time that is taken, with three others, each of which it can be moved to', async () => {
    const doctor = await tenant.doctor();
    await tenant.appointment({ doctorId: doctor.id, startsAt: TEN });
    const { id } = await tenant.appointment({ doctorId: doctor.id, startsAt: `${DATE}T10:30:00+05:30` });
    const reply = await patch(id, { appointment_time: '10:00', notes: 'x' });
    expect(outcome(reply)).toBe('409 SLOT_TAKEN');
    const { details } = reply.body as { details: { starts_at: string }[] };
    // Its own time is one of them: nobody else has it.
    expect(details.map((detail) => detail.starts_at.slice(11, 16))).toEqual(['09:30', '10:30', '09:00']);
    for (const { starts_at: time } of details) {
      const to = { appointment_date: time.slice(0, 10), appointment_time: time.slice(11, 19) };
      expect(dataOf<Row>(await patch(id, to))).toMatchObject({ appointment_time: time, notes: null });
    }
  });

  it('409: to a doctor who is taken, or inactive; 422 outside the hours; 404 nobody', async () => {
    const [busy, gone, closed] = [await tenant.doctor(), await tenant.doctor(), await tenant.doctor({ working: false })];
    await tenant.appointment({ doctorId: busy.id, startsAt: TEN });
    await app.sql(`UPDATE doctors SET status = 'INACTIVE' WHERE id = $1`, [gone.id]);
    await app.sql(
      `INSERT INTO availability_overrides (hospital_id, id, doctor_id, date, is_available) VALUES ($1, gen_random_uuid(), $2, $3, false)`,
      [tenant.hospitalId, closed.id, DATE],
    );
    const { id, patientId } = await tenant.appointment({ startsAt: TEN });
    const to = async (doctorId: string) => outcome(await patch(id, { doctor_id: doctorId }));
    expect(await to(busy.id)).toBe('409 SLOT_TAKEN');
    expect(await to(gone.id)).toBe('409 CONFLICT');
    expect(await to(closed.id)).toBe('422 OUTSIDE_AVAILABILITY');
    expect(await to(patientId)).toBe('404 RESOURCE_NOT_FOUND');
    expect(await eventsOf(id)).toEqual([]);
  });

  it('200: two that change doctors with each other at once do not wait for each other', async () => {
    const [a, b] = [await tenant.doctor(), await tenant.doctor()];
    for (let i = 0; i < 5; i++) {
      const date = day(10 + i);
      const first = await tenant.appointment({ doctorId: a.id, startsAt: `${date}T10:00:00+05:30` });
      const second = await tenant.appointment({ doctorId: b.id, startsAt: `${date}T11:00:00+05:30` });
      const replies = await Promise.all([patch(first.id, { doctor_id: b.id }), patch(second.id, { doctor_id: a.id })]);
      expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    }
  });

  it('409: of two that move one appointment to two doctors at once, at most one is told to look again', async () => {
    const [a, b] = [await tenant.doctor(), await tenant.doctor()];
    const { id } = await tenant.appointment({ startsAt: TEN });
    const replies = await Promise.all([patch(id, { doctor_id: a.id }), patch(id, { doctor_id: b.id })]);
    const outcomes = replies.map(outcome).sort();
    expect([
      ['200', '200'],
      ['200', '409 CONFLICT'],
    ]).toContainEqual(outcomes);
  });

  it.each([
    ['a date that is none', { appointment_date: '2027-02-30' }, 'appointment_date'],
    ['a date that is null', { appointment_date: null }, 'appointment_date'],
    ['a date in the past', { appointment_date: '2020-01-01' }, 'appointment_time'],
    ['a date far ahead', { appointment_date: '2100-01-01' }, 'appointment_time'],
    ['24:00', { appointment_time: '24:00' }, 'appointment_time'],
    ['a doctor that is null', { doctor_id: null }, 'doctor_id'],
    ['empty notes', { notes: '' }, 'notes'],
    ['a patient', { patient_id: '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57' }, 'patient_id'],
    ['a branch', { branch_id: '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57' }, 'branch_id'],
    ['a status', { status: 'CANCELLED' }, 'status'],
  ])('400: %s', async (_name, body, field) => {
    const { id } = await tenant.appointment({ startsAt: TEN });
    const reply = await patch(id, body);
    expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
    expect((reply.body as { details: { path: string }[] }).details.map(({ path }) => path)).toContain(field);
  });
});

describe('PATCH /appointments/:id/status', () => {
  it.each([
    ['COMPLETED', 'completed'],
    ['NO_SHOW', 'no_show'],
    ['CANCELLED', 'cancelled'],
  ])('200: BOOKED to %s, with the reason, told by one event; nothing after it', async (status, stored) => {
    const { id } = await tenant.appointment();
    expect(dataOf<Row>(await setStatus(id, { status, reason: 'Fell ill.' })).status).toBe(status);
    expect(await rowOf(id)).toMatchObject({ status: stored, status_reason: 'Fell ill.' });
    for (const next of ['BOOKED', 'COMPLETED', 'NO_SHOW', 'CANCELLED']) {
      expect(outcome(await setStatus(id, { status: next })), next).toBe('409 INVALID_STATUS_TRANSITION');
    }
    expect(await eventsOf(id)).toEqual([
      expect.objectContaining({ event: 'appointment.updated', status: stored, statusReason: 'Fell ill.' }),
    ]);
  });

  it('409: BOOKED to BOOKED; v1’s statuses that External shows as BOOKED follow the same table', async () => {
    const { id } = await tenant.appointment();
    expect(outcome(await setStatus(id, { status: 'BOOKED' }))).toBe('409 INVALID_STATUS_TRANSITION');
    const { id: begun } = await tenant.appointment({ status: 'in_progress' });
    expect(outcome(await setStatus(begun, { status: 'NO_SHOW' }))).toBe('409 INVALID_STATUS_TRANSITION');
    expect(outcome(await setStatus(begun, { status: 'COMPLETED' }))).toBe('200');
  });

  it('409: of twenty that cancel it at once one does', async () => {
    const { id } = await tenant.appointment();
    const replies = await Promise.all(Array.from({ length: 20 }, () => setStatus(id, { status: 'CANCELLED' })));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(409)]);
    expect(await eventsOf(id)).toHaveLength(1);
  });

  it('a cancelled one frees its time, a completed one holds it', async () => {
    const [patient, doctor] = [await tenant.patient(), await tenant.doctor()];
    const body = {
      patient_id: patient.id,
      doctor_id: doctor.id,
      appointment_date: DATE,
      appointment_time: '10:00',
      type: 'VIDEO',
    };
    const book = () => call(app, 'POST', PATH, { headers, body });
    for (const [status, next] of [
      ['CANCELLED', '201'],
      ['NO_SHOW', '201'],
      ['COMPLETED', '409 SLOT_TAKEN'],
    ] as const) {
      const { id } = await tenant.appointment({ doctorId: doctor.id, startsAt: TEN });
      await setStatus(id, { status });
      const reply = await book();
      expect(outcome(reply), status).toBe(next);
      if (reply.status === 201) await app.sql('DELETE FROM appointments WHERE doctor_id = $1', [doctor.id]);
    }
  });

  it.each([
    ['no status', {}, 'status'],
    ['a status of its own', { status: 'DONE' }, 'status'],
    ['v1’s name of it', { status: 'completed' }, 'status'],
    ['a reason that is a number', { status: 'COMPLETED', reason: 7 }, 'reason'],
    ['a reason of 501 characters', { status: 'COMPLETED', reason: 'a'.repeat(501) }, 'reason'],
    ['an unknown field', { status: 'COMPLETED', notes: 'x' }, 'notes'],
  ])('400: %s', async (_name, body, field) => {
    const { id } = await tenant.appointment();
    const reply = await setStatus(id, body);
    expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
    expect((reply.body as { details: { path: string }[] }).details.map(({ path }) => path)).toContain(field);
  });
});

it('a deleted appointment is nowhere', async () => {
  const { id } = await tenant.appointment();
  await app.sql('UPDATE appointments SET deleted_at = now() WHERE id = $1', [id]);
  const get = await call(app, 'GET', `${PATH}/${id}`, { headers });
  const replies = [
    get,
    await patch(id, { notes: 'x' }),
    await patch(id, { appointment_time: '10:00' }),
    await setStatus(id, { status: 'COMPLETED' }),
  ];
  expect(replies.map(outcome)).toEqual(Array(4).fill('404 RESOURCE_NOT_FOUND'));
});
