import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { newPhone, newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

const PATH = '/api/external/patients';
type Row = { id: string; name: string; phone: string; age: number | null; created_at: string; [field: string]: unknown };
type List = { total: number; results: Row[]; page: number; total_pages: number; next_cursor: string | null };

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

describe('GET /patients', () => {
  it('200: newest first, pages and cursor show everybody once, the total is exact', async () => {
    const own = await newTenant(app);
    const key = (await own.partnerKey()).headers;
    for (let i = 0; i < 7; i++) await own.patient({ name: `Patient ${i}` });
    const list = async (query: string) => dataOf<List>(await call(app, 'GET', `${PATH}?${query}`, { headers: key }));
    const all = await list('limit=100');
    expect([all.total, all.results.length, all.next_cursor]).toEqual([7, 7, null]);
    const instants = all.results.map((row) => row.created_at);
    expect(instants).toEqual([...instants].sort().reverse());
    const byPage = [
      ...(await list('limit=3')).results,
      ...(await list('limit=3&page=2')).results,
      ...(await list('limit=3&page=3')).results,
    ];
    const byCursor: Row[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const part: List = await list(`limit=3${cursor && `&cursor=${cursor}`}`);
      byCursor.push(...part.results);
      cursor = part.next_cursor;
    }
    expect(byPage).toEqual(all.results);
    expect(byCursor).toEqual(all.results);
    expect(await list('page=10000')).toMatchObject({ total: 7, results: [], total_pages: 1 });
  });

  it('200: found by name, national and international phone, and e-mail; accents count', async () => {
    const own = await newTenant(app);
    const key = (await own.partnerKey()).headers;
    const { phone } = await own.patient({ name: 'Álvaro Núñez', email: 'alvaro@example.com' });
    await own.patient({ name: 'Asha Menon' });
    for (const q of ['Álvaro', 'álv', 'Núñez', 'ál', phone, phone.slice(3), 'alvaro@example']) {
      const { total } = dataOf<List>(await call(app, 'GET', `${PATH}?q=${encodeURIComponent(q)}`, { headers: key }));
      expect(total, q).toBe(1);
    }
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'limit=1.5',
    'page=0',
    'page=10001',
    'cursor=x',
    'status=active',
    'q=',
    'limit=1&limit=2',
    `q=${'a'.repeat(65)}`,
  ])('400: ?%s', async (query) => {
    expect(outcome(await send('GET', `${PATH}?${query}`))).toBe('400 VALIDATION_ERROR');
  });

  it('HEAD: the same headers and no body', async () => {
    const [get, head] = [await send('GET', PATH), await send('HEAD', PATH)];
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });
});

describe('PATCH /patients/:id', () => {
  it('200: changes what is given, null clears, absence keeps', async () => {
    const { id } = await tenant.patient({ email: 'a@example.com' });
    const change = (body: object) => send('PATCH', `${PATH}/${id}`, body);
    expect(dataOf<Row>(await change({ address: 'A', gender: 'OTHER' }))).toMatchObject({
      address: 'A',
      gender: 'OTHER',
      email: 'a@example.com',
    });
    expect(dataOf<Row>(await change({ email: null, status: 'INACTIVE' }))).toMatchObject({
      email: null,
      address: 'A',
      status: 'INACTIVE',
    });
    expect(dataOf<Row>(await change({ phone: '9876500001' })).phone).toBe('+919876500001');
  });

  it('409: into the phone and name of somebody else; its own are no duplicate', async () => {
    const [a, b] = [await tenant.patient(), await tenant.patient({ name: 'Ravi Rao' })];
    expect(outcome(await send('PATCH', `${PATH}/${b.id}`, { name: a.name, phone: a.phone }))).toBe('409 DUPLICATE_RESOURCE');
    expect((await send('PATCH', `${PATH}/${b.id}`, { name: b.name, phone: b.phone })).status).toBe(200);
  });

  it('400: name, phone, gender and status cannot be cleared', async () => {
    const { id } = await tenant.patient();
    for (const field of ['name', 'phone', 'gender', 'status']) {
      expect(outcome(await send('PATCH', `${PATH}/${id}`, { [field]: null })), field).toBe('400 VALIDATION_ERROR');
    }
  });
});

it('a deleted patient is nowhere', async () => {
  const { id } = await tenant.patient();
  await app.sql('UPDATE patients SET deleted_at = now() WHERE id = $1', [id]);
  expect(outcome(await send('GET', `${PATH}/${id}`))).toBe('404 RESOURCE_NOT_FOUND');
  expect(outcome(await send('PATCH', `${PATH}/${id}`, { address: 'x' }))).toBe('404 RESOURCE_NOT_FOUND');
  expect((await send('GET', PATH)).text).not.toContain(id);
});

it('the audit log names every patient in the answer, and the permission that was used', async () => {
  const own = await newTenant(app);
  const key = await own.partnerKey({ permissions: ['patients:read'] });
  const shown = [await own.patient(), await own.patient()].map(({ id }) => id);
  const reply = await call(app, 'GET', `${PATH}?q=asha`, { headers: key.headers });
  const rows = await app.sql('SELECT * FROM audit_events WHERE request_id = $1', [reply.headers['x-request-id']]);
  expect(rows).toEqual([
    expect.objectContaining({
      action: 'patient.list',
      outcome: 'allowed',
      permission: 'patients:read',
      api_key_id: key.id,
      parameters: ['q'],
      field_group: 'contact',
      route: PATH,
    }),
  ]);
  expect((rows[0] as { patient_ids: string[] }).patient_ids.sort()).toEqual(shown.sort());
});
