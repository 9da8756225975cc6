import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { type Headers, newPhone, newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

const PATH = '/api/external/appointments';
type Row = { id: string; patient_id: string; appointment_time: string; [field: string]: unknown };

let app: TestApp;
let tenant: Tenant;
let headers: Headers;
beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  headers = (await tenant.partnerKey()).headers;
});

const DATE = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
const post = (body: object, as: Headers = headers) => call(app, 'POST', PATH, { headers: as, body });
const read = async (id: string, as: Headers = headers) => dataOf<Row>(await call(app, 'GET', `${PATH}/${id}`, { headers: as }));
const book = async (body: object, as: Headers = headers) => {
  const reply = await post(body, as);
  expect(reply.status, reply.text).toBe(201);
  return read(dataOf<{ appointment_id: string }>(reply).appointment_id, headers);
};
/** A good body; `patient_id: undefined` leaves the patient away. */
async function good(more: object = {}) {
  const [patient, doctor] = [await tenant.patient(), await tenant.doctor()];
  return {
    patient_id: patient.id,
    doctor_id: doctor.id,
    appointment_date: DATE,
    appointment_time: '10:00',
    type: 'CONSULTATION',
    ...more,
  };
}
const eventsOf = (resourceId: string) =>
  app.sql<{ type: string; data: Record<string, unknown> }>('SELECT type, data FROM outbox_events WHERE resource_id = $1', [
    resourceId,
  ]);

describe('POST /appointments', () => {
  it('201: with every field; the row, and one event that tells it', async () => {
    const branch = await tenant.branch();
    const body = await good({
      branch_id: branch.id,
      appointment_time: '10:15:30',
      type: 'HOME_VISIT',
      notes: 'Brings earlier reports.\nنعم',
      booking_source: 'WHATSAPP',
    });
    const reply = await post(body);
    expect(reply.body).toEqual({
      success: true,
      message: 'Appointment created successfully',
      data: { appointment_id: expect.any(String) },
    });
    const { appointment_id: id } = dataOf<{ appointment_id: string }>(reply);
    expect(await read(id)).toMatchObject({
      patient_id: body.patient_id,
      patient_name: 'Asha Menon',
      doctor_id: body.doctor_id,
      appointment_time: `${DATE}T10:15:30.000+05:30`,
      status: 'BOOKED',
      branch_id: branch.id,
      type: 'HOME_VISIT',
      notes: 'Brings earlier reports.\nنعم',
      booking_source: 'WHATSAPP',
    });
    const events = await eventsOf(id);
    expect(events).toEqual([{ type: 'appointment.created', data: expect.objectContaining({ id, patientName: 'Asha Menon' }) }]);
  });

  it("201: at the clock of the given branch, else of the doctor's, else of the hospital", async () => {
    const [york, tokyo] = [
      await tenant.branch({ timezone: 'America/New_York' }),
      await tenant.branch({ timezone: 'Asia/Tokyo' }),
    ];
    const inTokyo = await tenant.doctor({ branchId: tokyo.id });
    const times = await Promise.all([
      book(await good({ branch_id: york.id, doctor_id: inTokyo.id, appointment_time: '03:00' })),
      book(await good({ doctor_id: inTokyo.id, appointment_time: '12:00' })),
      book(await good()),
    ]);
    const offsets = times.map((row) => row.appointment_time.slice(10));
    expect(offsets[0]).toMatch(/^T03:00:00\.000-0[45]:00$/);
    expect(offsets.slice(1)).toEqual(['T12:00:00.000+09:00', 'T10:00:00.000+05:30']);
    expect(times.map((row) => row.branch_id)).toEqual([york.id, tokyo.id, null]);
  });

  it("201: as long as the doctor's slot", async () => {
    const body = await good();
    await app.sql('UPDATE doctors SET slot_duration_minutes = 45 WHERE id = $1', [body.doctor_id]);
    const { id } = await book(body);
    const [row] = await app.sql(
      'SELECT extract(epoch FROM ends_at - starts_at)::int / 60 AS minutes FROM appointments WHERE id = $1',
      [id],
    );
    expect(row).toEqual({ minutes: 45 });
  });
});

describe('POST /appointments by phone and name', () => {
  const by = (patient_phone?: string, patient_name?: string) => good({ patient_id: undefined, patient_phone, patient_name });

  it('201: finds the patient, however they are written', async () => {
    const { id, phone } = await tenant.patient({ name: 'Ravi  Rao' });
    const row = await book(await by(` ${phone.slice(3, 8)} ${phone.slice(8)}`, '  ravi RAO '));
    expect(row).toMatchObject({ patient_id: id, patient_name: 'Ravi  Rao' });
    expect(await eventsOf(id)).toEqual([]);
  });

  it('201: adds a new one in the branch of the appointment, and tells both', async () => {
    const branch = await tenant.branch();
    const doctor = await tenant.doctor({ branchId: branch.id });
    const { headers: writer } = await tenant.partnerKey({ permissions: ['appointments:write'] });
    const phone = newPhone();
    const row = await book({ ...(await by(phone.slice(3), 'Zoë 👩‍⚕️')), doctor_id: doctor.id }, writer);
    expect(await app.sql('SELECT name, phone, branch_id, status FROM patients WHERE id = $1', [row.patient_id])).toEqual([
      { name: 'Zoë 👩‍⚕️', phone, branch_id: branch.id, status: 'ACTIVE' },
    ]);
    expect((await eventsOf(row.patient_id)).map(({ type }) => type)).toEqual(['patient.created']);
    expect((await eventsOf(row.id)).map(({ type }) => type)).toEqual(['appointment.created']);
  });

  it('201: patient_id decides where all are given', async () => {
    const phone = newPhone();
    const body = await good({ patient_phone: phone, patient_name: 'Somebody Else' });
    expect(await book(body)).toMatchObject({ patient_id: body.patient_id });
    expect(await app.sql('SELECT 1 FROM patients WHERE phone = $1', [phone])).toEqual([]);
  });

  it('201: twenty at once for one new person add one', async () => {
    const phone = newPhone();
    const bodies = await Promise.all(Array.from({ length: 20 }, () => by(phone, 'Leela Nair')));
    const replies = await Promise.all(bodies.map((body) => post(body)));
    expect(replies.map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect(await app.sql('SELECT 1 FROM patients WHERE phone = $1', [phone])).toHaveLength(1);
  });

  it.each([
    [409, { appointment_time: '10:00' }],
    [422, { appointment_time: '22:00' }],
    [400, { appointment_date: '2020-01-01' }],
  ])('%s: nobody is added by what is refused', async (status, more) => {
    const doctor = await tenant.doctor({ working: false });
    await app.sql(
      `INSERT INTO availability_windows (hospital_id, id, doctor_id, day_of_week, start_second, end_second)
       SELECT $1, gen_random_uuid(), $2, day, 9 * 3600, 17 * 3600 FROM generate_series(1, 7) day`,
      [tenant.hospitalId, doctor.id],
    );
    await book({ ...(await good()), doctor_id: doctor.id });
    const phone = newPhone();
    const reply = await post({ ...(await by(phone, 'Nobody')), doctor_id: doctor.id, ...more });
    expect(reply.status).toBe(status);
    expect(await app.sql('SELECT 1 FROM patients WHERE phone = $1', [phone])).toEqual([]);
    expect(await app.sql(`SELECT 1 FROM outbox_events WHERE data->>'phone' = $1`, [phone])).toEqual([]);
  });

  it.each([
    [undefined, undefined, 'patient_id'],
    [undefined, 'Asha', 'patient_phone'],
    ['9876543210', undefined, 'patient_name'],
    ['12345', 'Asha', 'patient_phone'],
  ])('400: phone %s, name %s: names %s', async (phone, name, field) => {
    const reply = await post(await by(phone, name));
    expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
    expect((reply.body as { details: { path: string }[] }).details.map(({ path }) => path)).toEqual([field]);
  });
});

describe('POST /appointments refused', () => {
  it.each([
    ['no doctor', { doctor_id: undefined }, 'doctor_id'],
    ['a doctor that is null', { doctor_id: null }, 'doctor_id'],
    ['a patient that is none', { patient_id: 'x' }, 'patient_id'],
    ['no date', { appointment_date: undefined }, 'appointment_date'],
    ['a date that is none', { appointment_date: '2027-02-30' }, 'appointment_date'],
    ['a date with a time', { appointment_date: '2027-02-03T00:00' }, 'appointment_date'],
    ['a date in the past', { appointment_date: '2020-01-01' }, 'appointment_time'],
    ['a date far ahead', { appointment_date: '9999-12-31' }, 'appointment_time'],
    ['no time', { appointment_time: undefined }, 'appointment_time'],
    ['24:00', { appointment_time: '24:00' }, 'appointment_time'],
    ['a time in 12 hours', { appointment_time: '9:30 AM' }, 'appointment_time'],
    ['a time with a zone', { appointment_time: '09:30Z' }, 'appointment_time'],
    ['a time that is a number', { appointment_time: 930 }, 'appointment_time'],
    ['no type', { type: undefined }, 'type'],
    ['a type in lower case', { type: 'consultation' }, 'type'],
    ['a type of 41 characters', { type: 'A'.repeat(41) }, 'type'],
    ['a type that begins with _', { type: '_A' }, 'type'],
    ['a source with a digit', { booking_source: 'CRM2' }, 'booking_source'],
    ['empty notes', { notes: ' ' }, 'notes'],
    ['notes of 2,001 characters', { notes: 'a'.repeat(2001) }, 'notes'],
    ['notes with a control character', { notes: 'a\u0007' }, 'notes'],
    ['a phone with letters beside the id', { patient_phone: '98765abcde' }, 'patient_phone'],
    ['an unknown field', { status: 'BOOKED' }, 'status'],
    ['the id of another kind', { branch_id: 'pat_00000000000000000000000000' }, 'branch_id'],
  ])('400: %s', async (_name, more, field) => {
    const reply = await post(await good(more));
    expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
    expect((reply.body as { details: { path: string }[] }).details.map(({ path }) => path)).toContain(field);
  });

  it('409: taken, with three other times, each of which can really be booked', async () => {
    const body = await good();
    await book(body);
    const reply = await post(await good({ doctor_id: body.doctor_id }));
    expect(outcome(reply)).toBe('409 SLOT_TAKEN');
    const { details } = reply.body as { details: { path: string; starts_at: string }[] };
    const times = details.map(({ starts_at: startsAt }) => startsAt);
    expect(times).toEqual(['09:30', '10:30', '09:00'].map((time) => `${DATE}T${time}:00.000+05:30`));
    for (const time of times) {
      const other = { appointment_date: time.slice(0, 10), appointment_time: time.slice(11, 19) };
      expect(await book(await good({ doctor_id: body.doctor_id, ...other }))).toMatchObject({ appointment_time: time });
    }
  });

  it('409: an inactive doctor; 404: one who is deleted', async () => {
    const body = await good();
    await app.sql(`UPDATE doctors SET status = 'INACTIVE' WHERE id = $1`, [body.doctor_id]);
    expect(outcome(await post(body))).toBe('409 CONFLICT');
    await app.sql('UPDATE doctors SET deleted_at = now() WHERE id = $1', [body.doctor_id]);
    expect(outcome(await post(body))).toBe('404 RESOURCE_NOT_FOUND');
  });

  it('422 outside the hours of a doctor who has some; 201 at any time of one who has none', async () => {
    const [some, none] = [await tenant.doctor({ working: false }), await tenant.doctor({ working: false })];
    await app.sql(
      `INSERT INTO availability_overrides (hospital_id, id, doctor_id, date, is_available) VALUES ($1, gen_random_uuid(), $2, $3, false)`,
      [tenant.hospitalId, some.id, DATE],
    );
    const reply = await post(await good({ doctor_id: some.id }));
    expect(outcome(reply)).toBe('422 OUTSIDE_AVAILABILITY');
    expect(reply.body).toMatchObject({ details: [{ path: 'appointment_time' }] });
    await book(await good({ doctor_id: none.id, appointment_time: '03:33:33' }));
    expect((await post(await good({ doctor_id: none.id, appointment_time: '03:33:33' }))).body).toMatchObject({
      code: 'SLOT_TAKEN',
      details: [],
    });
  });
});
