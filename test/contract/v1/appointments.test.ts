import { beforeAll, describe, expect, it } from 'vitest';
import { toTypeId } from '@/server/kernel/typeid';
import { sharedApp, type TestApp } from '../../support/app';
import { type Headers, newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

const PATH = '/v1/appointments';
type Row = { id: string; [field: string]: unknown };

let app: TestApp;
let tenant: Tenant;
let headers: Headers;
beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  headers = (await tenant.serverKey()).headers;
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const TEN = `${inDays(3).slice(0, 10)}T04:30:00.000Z`;
const ELEVEN = TEN.replace('T04', 'T05');

const post = (body: object, as: Headers = headers) => call(app, 'POST', PATH, { headers: as, body });
const read = (id: string) => call(app, 'GET', `${PATH}/${id}`, { headers });
const patch = (id: string, body: object) => call(app, 'PATCH', `${PATH}/${id}`, { headers, body });
const put = (id: string, body: object) => call(app, 'PUT', `${PATH}/${id}`, { headers, body });
const detailsOf = (reply: { body: unknown }) => (reply.body as { error: { details: Record<string, unknown> } }).error.details;

/** What the published snippets send, TypeIDs and all. */
async function snippet(more: object = {}) {
  const [patient, doctor] = [await tenant.patient(), await tenant.doctor()];
  return {
    patientId: toTypeId('patient', patient.id),
    doctorId: toTypeId('doctor', doctor.id),
    dateTime: TEN,
    reason: 'Annual checkup',
    type: 'IN_PERSON',
    ...more,
  };
}

describe('POST /appointments', () => {
  it("201: the published snippet's body; the row in v1's form, as GET gives it, and one event", async () => {
    const body = await snippet();
    const reply = await post(body);
    expect(reply.status, reply.text).toBe(201);
    const row = dataOf<Row>(reply);
    expect(row).toEqual({
      id: expect.stringMatching(/^apt_/),
      patientId: body.patientId,
      patientName: 'Asha Menon',
      doctorId: body.doctorId,
      doctorName: expect.stringMatching(/^Dr /),
      dateTime: TEN,
      durationMinutes: 30,
      status: 'scheduled',
      type: 'IN_PERSON',
      reason: 'Annual checkup',
      notes: null,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: row.createdAt,
    });
    expect(dataOf(await read(row.id))).toEqual(row);
    const [stored] = await app.sql<{ booking_source: null }>(
      `SELECT booking_source FROM appointments WHERE hospital_id = $1 AND reason = 'Annual checkup'`,
      [tenant.hospitalId],
    );
    expect(stored).toEqual({ booking_source: null });
    const events = await app.sql(
      `SELECT type FROM outbox_events WHERE hospital_id = $1 AND data->>'reason' = 'Annual checkup'`,
      [tenant.hospitalId],
    );
    expect(events).toEqual([{ type: 'appointment.created' }]);
  });

  it('201: without reason and type, as the supertest case; with length, notes and an offset', async () => {
    const { patientId, doctorId, dateTime } = await snippet();
    const least = dataOf<Row>(await post({ patientId, doctorId, dateTime }));
    expect(least).toMatchObject({ type: 'IN_PERSON', reason: null, notes: null, durationMinutes: 30 });
    const more = await snippet({
      dateTime: '2027-01-04T10:00:00+05:30',
      durationMinutes: 45,
      notes: 'Two\nlines',
      type: 'VIDEO',
    });
    expect(dataOf<Row>(await post(more))).toMatchObject({
      dateTime: '2027-01-04T04:30:00.000Z',
      durationMinutes: 45,
      notes: 'Two\nlines',
      type: 'VIDEO',
    });
  });

  it('409 SLOT_TAKEN: with three other instants in UTC, each of which can be booked at that length', async () => {
    const body = await snippet({ durationMinutes: 50 });
    expect((await post(body)).status).toBe(201);
    const refused = await post(body);
    expect(outcome(refused)).toBe('409 SLOT_TAKEN');
    const { alternatives } = detailsOf(refused) as { alternatives: string[] };
    expect(alternatives).toHaveLength(3);
    for (const dateTime of alternatives) {
      expect(dateTime).toMatch(/Z$/);
      expect((await post({ ...body, dateTime })).status).toBe(201);
    }
  });

  it('409 SLOT_TAKEN: without alternatives where the doctor has no availability', async () => {
    const doctor = await tenant.doctor({ working: false });
    const body = await snippet({ doctorId: doctor.id });
    expect((await post(body)).status).toBe(201);
    expect(detailsOf(await post(body))).toEqual({ alternatives: [] });
  });

  it('422 and 409: outside the hours, naming dateTime; a doctor who is not active', async () => {
    const body = await snippet();
    const [closed, gone] = [await tenant.doctor(), await tenant.doctor()];
    await app.sql('DELETE FROM availability_windows WHERE doctor_id = $1 AND day_of_week < 8 AND day_of_week > 1', [closed.id]);
    await app.sql(`UPDATE doctors SET status = 'INACTIVE' WHERE id = $1`, [gone.id]);
    // A Tuesday.
    const outside = await post({ ...body, doctorId: closed.id, dateTime: '2027-01-05T04:30:00Z' });
    expect([outcome(outside), Object.keys(detailsOf(outside))]).toEqual(['422 OUTSIDE_AVAILABILITY', ['dateTime']]);
    expect(outcome(await post({ ...body, doctorId: gone.id }))).toBe('409 CONFLICT');
  });

  it.each(['patientId', 'doctorId', 'dateTime'])('400: without %s', async (field) => {
    const reply = await post(await snippet({ [field]: undefined }));
    expect([outcome(reply), Object.keys(detailsOf(reply))]).toEqual(['400 VALIDATION_ERROR', [field]]);
  });
});

describe('PATCH /appointments/:id', () => {
  it('200: each field alone, the others as they were, with one event each', async () => {
    const { id } = await tenant.appointment({ startsAt: TEN });
    const before = dataOf<Row>(await read(id));
    const [doctor, patient] = [await tenant.doctor(), await tenant.patient({ name: 'Ravi Rao' })];
    const changes: [object, object][] = [
      [{ reason: 'Pain' }, { reason: 'Pain' }],
      [{ notes: 'Fasting' }, { notes: 'Fasting' }],
      [{ reason: null }, { reason: null }],
      [{ type: 'VIDEO' }, { type: 'VIDEO' }],
      [{ dateTime: ELEVEN }, { dateTime: ELEVEN }],
      [{ durationMinutes: 90 }, { durationMinutes: 90 }],
      [
        { doctorId: doctor.id, durationMinutes: 20 },
        { doctorId: toTypeId('doctor', doctor.id), durationMinutes: 20 },
      ],
      [{ patientId: patient.id }, { patientId: toTypeId('patient', patient.id), patientName: 'Ravi Rao' }],
      [{ status: 'confirmed' }, { status: 'confirmed' }],
    ];
    let expected = { ...before };
    for (const [change, shown] of changes) {
      const reply = await patch(id, change);
      expect(reply.status, reply.text).toBe(200);
      const row = dataOf<Row>(reply);
      expected = { ...expected, ...shown, updatedAt: row.updatedAt, doctorName: row.doctorName };
      expect(row).toEqual(expected);
    }
    const events = await app.sql('SELECT type FROM outbox_events WHERE resource_id = $1', [id]);
    expect(events).toEqual(changes.map(() => ({ type: 'appointment.updated' })));
    expect(dataOf(await patch(id, {}))).toEqual(expected);
  });

  it('200: longer onto a free time, 409 SLOT_TAKEN into another; also once it has begun', async () => {
    const doctor = await tenant.doctor();
    const started = new Date(Date.now() - 600_000).toISOString();
    const { id } = await tenant.appointment({ doctorId: doctor.id, startsAt: started, status: 'in_progress' });
    const next = new Date(Date.now() + 3_600_000).toISOString();
    await tenant.appointment({ doctorId: doctor.id, startsAt: next });
    expect(dataOf<Row>(await patch(id, { durationMinutes: 60 }))).toMatchObject({ durationMinutes: 60, status: 'in_progress' });
    expect(outcome(await patch(id, { durationMinutes: 90 }))).toBe('409 SLOT_TAKEN');
    expect(outcome(await patch(id, { dateTime: started.replace('Z', '+00:00') }))).toBe('200');
  });

  it.each(['completed', 'cancelled', 'no_show'])(
    '409: one that is %s keeps time, doctor, length and patient',
    async (status) => {
      const { id, startsAt } = await tenant.appointment({ status });
      const [doctor, patient] = [await tenant.doctor(), await tenant.patient()];
      for (const change of [
        { dateTime: ELEVEN },
        { doctorId: doctor.id },
        { durationMinutes: 31 },
        { patientId: patient.id },
      ]) {
        expect(outcome(await patch(id, change)), JSON.stringify(change)).toBe('409 CONFLICT');
      }
      expect(dataOf<Row>(await patch(id, { notes: 'Afterwards', dateTime: startsAt }))).toMatchObject({
        notes: 'Afterwards',
        status,
      });
    },
  );

  it('409: the status that it has already; a change that is refused changes nothing beside it', async () => {
    const { id } = await tenant.appointment();
    const reply = await patch(id, { status: 'scheduled', notes: 'lost' });
    expect(outcome(reply)).toBe('409 INVALID_STATUS_TRANSITION');
    expect(dataOf<Row>(await read(id)).notes).toBeNull();
  });

  it('422: outside of the hours', async () => {
    const { id, doctorId } = await tenant.appointment();
    await app.sql('DELETE FROM availability_windows WHERE doctor_id = $1 AND day_of_week > 1', [doctorId]);
    expect(outcome(await patch(id, { dateTime: '2027-01-05T04:30:00Z' }))).toBe('422 OUTSIDE_AVAILABILITY');
    expect(outcome(await put(id, await snippet({ doctorId, dateTime: '2027-01-05T04:30:00Z' })))).toBe(
      '422 OUTSIDE_AVAILABILITY',
    );
  });
});

describe('PUT /appointments/:id', () => {
  it('200: everything is replaced, what is absent as in a booking; the status stays', async () => {
    const made = dataOf<Row>(await post(await snippet({ notes: 'Old', durationMinutes: 60, type: 'VIDEO' })));
    await patch(made.id, { status: 'confirmed' });
    const { patientId, doctorId } = await snippet();
    const reply = await put(made.id, { patientId, doctorId, dateTime: ELEVEN });
    expect(dataOf<Row>(reply)).toMatchObject({
      id: made.id,
      patientId,
      doctorId,
      dateTime: ELEVEN,
      durationMinutes: 30,
      type: 'IN_PERSON',
      reason: null,
      notes: null,
      status: 'confirmed',
      createdAt: made.createdAt,
    });
  });

  it('200: the same again, with its status; 409: another that may not follow', async () => {
    const body = await snippet();
    const { id } = dataOf<Row>(await post(body));
    for (let i = 0; i < 2; i++) {
      expect(dataOf<Row>(await put(id, { ...body, status: 'completed' }))).toMatchObject({
        status: 'completed',
        dateTime: TEN,
      });
    }
    expect(outcome(await put(id, { ...body, status: 'scheduled' }))).toBe('409 INVALID_STATUS_TRANSITION');
    expect(outcome(await put(id, { ...body, dateTime: ELEVEN }))).toBe('409 CONFLICT');
  });

  it.each(['patientId', 'doctorId', 'dateTime'])('400: without %s', async (field) => {
    const { id } = await tenant.appointment();
    expect(outcome(await put(id, await snippet({ [field]: undefined })))).toBe('400 VALIDATION_ERROR');
  });
});

it('a key that is locked to a branch reads rows without one and changes none; of another branch it sees nothing', async () => {
  const [north, south] = [await tenant.branch(), await tenant.branch()];
  const { headers: locked } = await tenant.serverKey({ branch_id: north.id });
  const [own, none, other] = [
    await tenant.appointment({ branchId: north.id }),
    await tenant.appointment(),
    await tenant.appointment({ branchId: south.id }),
  ];
  const asLocked = async (method: string, id: string) =>
    outcome(await call(app, method, `${PATH}/${id}`, { headers: locked, ...(method === 'PATCH' && { body: { notes: 'x' } }) }));
  const all = async (id: string) => [await asLocked('GET', id), await asLocked('PATCH', id), await asLocked('DELETE', id)];
  expect(await all(own.id)).toEqual(['200', '200', '204']);
  expect(await all(none.id)).toEqual(['200', '403 FORBIDDEN', '403 FORBIDDEN']);
  expect(new Set(await all(other.id))).toEqual(new Set(['404 RESOURCE_NOT_FOUND']));
});
