import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { newPhone, newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

const PATH = '/api/external/patients';
type Row = { id: string; name: string; phone: string; age: number | null; created_at: string; [field: string]: unknown };

let app: TestApp;
let tenant: Tenant;
let headers: Record<string, string>;
beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  headers = (await tenant.partnerKey()).headers;
});

const send = (method: string, path: string, body?: unknown) => call(app, method, path, { headers, body });
const person = (more: object = {}) => ({ name: 'Asha Menon', phone: newPhone(), ...more });
const tomorrow = (hour: number) =>
  `${new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)}T${String(hour).padStart(2, '0')}:00:00+05:30`;

describe('POST /patients', () => {
  it('201: with every field; phone in E.164, e-mail in lower case, age by date of birth', async () => {
    const [branch, doctor] = [await tenant.branch(), await tenant.doctor()];
    const body = person({
      age: 99,
      gender: 'FEMALE',
      date_of_birth: '1985-04-12',
      email: 'Asha.Menon@Example.com',
      address: '14 Carter Road\nMumbai',
      branch_id: branch.id,
      doctor_id: doctor.id,
    });
    const reply = await send('POST', PATH, { ...body, phone: body.phone.slice(3) });
    expect(reply.body).toMatchObject({
      success: true,
      message: 'Patient created successfully',
      data: { appointment_id: null },
    });
    const { patient_id: id } = dataOf<{ patient_id: string }>(reply);
    const row = dataOf<Row>(await send('GET', `${PATH}/${id}`));
    expect(row).toMatchObject({
      phone: body.phone,
      email: 'asha.menon@example.com',
      branch_id: branch.id,
      doctor_id: doctor.id,
      status: 'ACTIVE',
    });
    expect(row.age).toBeGreaterThanOrEqual(40);
    expect(row.age).toBeLessThan(99);
  });

  it('201: names of any script; null is the same as absent', async () => {
    for (const name of ['محمد علي', '山田 太郎', 'José Ñandú', 'Zoë 👩‍⚕️', "O'Brien-Smith"]) {
      const { patient_id: id } = dataOf<{ patient_id: string }>(
        await send('POST', PATH, person({ name, age: null, email: null })),
      );
      expect(dataOf<Row>(await send('GET', `${PATH}/${id}`)).name).toBe(name);
    }
  });

  it('201: and books, both in one', async () => {
    const doctor = await tenant.doctor();
    const reply = await send('POST', PATH, person({ doctor_id: doctor.id, appointment_time: tomorrow(10) }));
    const { appointment_id: id, patient_id: patientId } = dataOf<{ appointment_id: string; patient_id: string }>(reply);
    expect(await app.sql('SELECT patient_id FROM appointments WHERE id = $1', [id])).toEqual([{ patient_id: patientId }]);
  });

  it.each([
    ['no name', { name: undefined }, 'name'],
    ['an empty name', { name: '  ' }, 'name'],
    ['a name with a line break', { name: 'A\nB' }, 'name'],
    ['a name of 201 characters', { name: 'a'.repeat(201) }, 'name'],
    ['a name that is a number', { name: 7 }, 'name'],
    ['no phone', { phone: undefined }, 'phone'],
    ['a phone that is none', { phone: '12345' }, 'phone'],
    ['a phone with letters', { phone: '98765abcde' }, 'phone'],
    ['an age as text', { age: '41' }, 'age'],
    ['a negative age', { age: -1 }, 'age'],
    ['a gender of its own', { gender: 'female' }, 'gender'],
    ['a date that is none', { date_of_birth: '2023-02-29' }, 'date_of_birth'],
    ['a date to come', { date_of_birth: '2999-01-01' }, 'date_of_birth'],
    ['an e-mail that is none', { email: 'asha' }, 'email'],
    ['a branch that is none', { branch_id: 'x' }, 'branch_id'],
    ['a time without an offset', { appointment_time: '2026-12-01T10:00:00' }, 'appointment_time'],
    ['a time without a doctor', { appointment_time: '2027-01-01T10:00:00Z' }, 'doctor_id'],
    ['an unknown field', { status: 'ACTIVE' }, 'status'],
  ])('400: %s', async (_name, more, field) => {
    const reply = await send('POST', PATH, person(more));
    expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
    expect((reply.body as { details: { path: string }[] }).details.map(({ path }) => path)).toContain(field);
  });

  it('400: a start in the past or over two years ahead; nobody is added', async () => {
    const doctor = await tenant.doctor();
    for (const time of ['2020-01-01T10:00:00Z', '2100-01-01T10:00:00Z']) {
      const body = person({ doctor_id: doctor.id, appointment_time: time });
      expect(outcome(await send('POST', PATH, body))).toBe('400 VALIDATION_ERROR');
      expect(await app.sql('SELECT 1 FROM patients WHERE phone = $1', [body.phone])).toEqual([]);
    }
  });

  it('409: the same phone and name, however written; with the id only for who may read patients', async () => {
    const body = person();
    const { patient_id: id } = dataOf<{ patient_id: string }>(await send('POST', PATH, body));
    const again = { name: ' asha   MENON ', phone: ` ${body.phone.slice(3, 8)} ${body.phone.slice(8)}` };
    const reply = await send('POST', PATH, again);
    expect(outcome(reply)).toBe('409 DUPLICATE_RESOURCE');
    expect(reply.text).toContain(id);
    const { headers: blind } = await tenant.partnerKey({ permissions: ['patients:create'] });
    const untold = await call(app, 'POST', PATH, { headers: blind, body });
    expect(outcome(untold)).toBe('409 DUPLICATE_RESOURCE');
    expect(untold.text).not.toContain(id);
  });

  it('409: twenty at once for one person make one', async () => {
    const body = person();
    const replies = await Promise.all(Array.from({ length: 20 }, () => send('POST', PATH, body)));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)]);
  });

  it('409: the slot is taken, with three that are free; nobody is added', async () => {
    const doctor = await tenant.doctor();
    const book = (time: string) => send('POST', PATH, person({ doctor_id: doctor.id, appointment_time: time }));
    expect((await book(tomorrow(11))).status).toBe(201);
    const before = await app.sql('SELECT count(*) FROM patients WHERE hospital_id = $1', [tenant.hospitalId]);
    const reply = await book(tomorrow(11));
    expect(outcome(reply)).toBe('409 SLOT_TAKEN');
    const { details } = reply.body as { details: { path: string; starts_at: string }[] };
    expect(details.map(({ path }) => path)).toEqual(Array(3).fill('appointment_time'));
    expect((await book(String(details[0]?.starts_at))).status).toBe(201);
    expect(before).not.toEqual([]);
    const after = await app.sql<{ count: string }>('SELECT count(*) FROM patients WHERE hospital_id = $1', [tenant.hospitalId]);
    expect(Number(after[0]?.count)).toBe(Number((before[0] as { count: string }).count) + 1);
  });

  it('422: outside the hours of a doctor who has some', async () => {
    const doctor = await tenant.doctor({ working: false });
    await app.sql(
      `INSERT INTO availability_windows (hospital_id, id, doctor_id, day_of_week, start_second, end_second)
       SELECT $1, gen_random_uuid(), $2, day, 9 * 3600, 17 * 3600 FROM generate_series(1, 7) day`,
      [tenant.hospitalId, doctor.id],
    );
    const reply = await send('POST', PATH, person({ doctor_id: doctor.id, appointment_time: tomorrow(20) }));
    expect(outcome(reply)).toBe('422 OUTSIDE_AVAILABILITY');
  });
});
