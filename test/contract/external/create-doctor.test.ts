import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { newPhone, newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

const PATH = '/api/external/doctors';
type Row = { id: string; name: string; created_at: string; [field: string]: unknown };

let app: TestApp;
let tenant: Tenant;
let headers: Record<string, string>;
beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  headers = (await tenant.partnerKey()).headers;
});

const send = (method: string, path: string, body?: unknown) => call(app, method, path, { headers, body });
const add = async (body: object) => dataOf<Row>(await send('POST', PATH, { name: 'Dr Kavita Rao', ...body }));
const paths = (reply: { body: unknown }) => (reply.body as { details: { path: string }[] }).details.map(({ path }) => path);

describe('POST /doctors', () => {
  it('201: a name is enough; the rest is null or what holds in the hospital', async () => {
    const reply = await send('POST', PATH, { name: 'Dr Kavita Rao' });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ success: true, message: 'Doctor created successfully' });
    const row = dataOf<Row>(reply);
    expect(row).toEqual({
      id: row.id,
      name: 'Dr Kavita Rao',
      phone: null,
      email: null,
      hospital_id: tenant.hospitalId,
      branch_id: null,
      specialty: null,
      department: null,
      qualification: null,
      experience_years: null,
      op_fee: null,
      currency: 'INR',
      status: 'ACTIVE',
      created_at: row.created_at,
      updated_at: row.created_at,
    });
    expect(row.created_at).toMatch(/\+05:30$/);
    expect(dataOf<Row>(await send('GET', `${PATH}/${row.id}`))).toEqual(row);
  });

  it('201: with every field; instants in the zone of the branch; licence, biography and password are not shown', async () => {
    const branch = await tenant.branch({ timezone: 'America/Bogota' });
    const phone = newPhone();
    const reply = await send('POST', PATH, {
      name: 'Dra. Lucía Ñandú',
      phone: phone.slice(3),
      email: 'Lucia@Example.com',
      branch_id: branch.id,
      specialty: 'Cardiología',
      department: 'Heart centre',
      qualification: 'MD',
      experience_years: 0,
      op_fee: 1250.5,
      currency: 'COP',
      status: 'INACTIVE',
      license_number: 'RM-1',
      bio: 'One line.\nAnother.',
      password: 'p4ssword',
    });
    const row = dataOf<Row>(reply);
    expect(row).toMatchObject({
      phone,
      email: 'lucia@example.com',
      branch_id: branch.id,
      experience_years: 0,
      op_fee: 1250.5,
      currency: 'COP',
      status: 'INACTIVE',
    });
    expect(row.created_at).toMatch(/-05:00$/);
    for (const hidden of ['RM-1', 'Another', 'p4ssword', 'license', 'bio']) expect(reply.text).not.toContain(hidden);
    expect(await app.sql('SELECT license_number, bio FROM doctors WHERE id = $1', [row.id])).toEqual([
      { license_number: 'RM-1', bio: 'One line.\nAnother.' },
    ]);
  });

  it('201: names of any script, and what looks like code is text', async () => {
    const names = [
      'د. محمد علي',
      '山田 太郎',
      'Dr 👩‍⚕️ Zoë',
      "Dr O'Brien'); DROP TABLE doctors;--",
      '<script>alert(1)</script>',
    ];
    for (const name of names) expect((await add({ name })).name).toBe(name);
  });

  it.each([
    ['no name', { name: undefined }, 'name'],
    ['null as name', { name: null }, 'name'],
    ['an empty name', { name: ' ' }, 'name'],
    ['a name of 201 characters', { name: 'a'.repeat(201) }, 'name'],
    ['a name with U+0000', { name: 'a\u0000' }, 'name'],
    ['a phone that is none', { phone: '12345' }, 'phone'],
    ['an e-mail that is none', { email: 'kavita' }, 'email'],
    ['a branch of another kind', { branch_id: 'doc_01h455vb4pex5vsknk084sn02q' }, 'branch_id'],
    ['a specialty that is too long', { specialty: 'a'.repeat(101) }, 'specialty'],
    ['a department that is a list', { department: [] }, 'department'],
    ['an empty qualification', { qualification: '' }, 'qualification'],
    ['experience of half a year', { experience_years: 0.5 }, 'experience_years'],
    ['experience of 101 years', { experience_years: 101 }, 'experience_years'],
    ['a negative fee', { op_fee: -1 }, 'op_fee'],
    ['a fee with three decimals', { op_fee: 1.005 }, 'op_fee'],
    ['a fee as text', { op_fee: '800' }, 'op_fee'],
    ['a fee beyond what is kept', { op_fee: 1e10 }, 'op_fee'],
    ['a currency in small letters', { currency: 'inr' }, 'currency'],
    ['a currency that is none', { currency: 'XQQ' }, 'currency'],
    ['a status of its own', { status: 'active' }, 'status'],
    ['a licence of 65 characters', { license_number: 'a'.repeat(65) }, 'license_number'],
    ['a biography of 1001 characters', { bio: 'a'.repeat(1001) }, 'bio'],
    ['a password of 7 bytes', { email: 'a@example.com', password: 'a'.repeat(7) }, 'password'],
    ['a password of 257 bytes', { email: 'a@example.com', password: `${'é'.repeat(128)}a` }, 'password'],
    ['a password without an e-mail', { password: 'correct horse' }, 'email'],
    ['a hospital', { hospital_id: '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57' }, 'hospital_id'],
    ['an unknown field', { title: 'Dr' }, 'title'],
  ])('400: %s', async (_name, more, field) => {
    const reply = await send('POST', PATH, { name: 'Dr Kavita Rao', ...more });
    expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
    expect(paths(reply)).toContain(field);
  });

  it('409: a licence that the hospital has; with the id only for who may read doctors', async () => {
    const body = { name: 'Dr Kavita Rao', license_number: `L ${newPhone()}` };
    const { id } = dataOf<Row>(await send('POST', PATH, body));
    const again = await send('POST', PATH, body);
    expect(outcome(again)).toBe('409 DUPLICATE_RESOURCE');
    expect([paths(again), again.text.includes(id)]).toEqual([['license_number'], true]);
    const { headers: blind } = await tenant.partnerKey({ permissions: ['doctors:create'] });
    const untold = await call(app, 'POST', PATH, { headers: blind, body });
    expect(outcome(untold)).toBe('409 DUPLICATE_RESOURCE');
    expect(untold.text).not.toContain(id);
    const other = await newTenant(app);
    expect((await call(app, 'POST', PATH, { headers: (await other.partnerKey()).headers, body })).status).toBe(201);
  });

  it('409: twenty at once with one licence make one doctor', async () => {
    const body = { name: 'Dr Kavita Rao', license_number: `L ${newPhone()}` };
    const replies = await Promise.all(Array.from({ length: 20 }, () => send('POST', PATH, body)));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)]);
  });

  it('the licence of a doctor who is deleted is free again', async () => {
    const body = { license_number: `L ${newPhone()}` };
    await app.sql('UPDATE doctors SET deleted_at = now() WHERE id = $1', [(await add(body)).id]);
    expect((await send('POST', PATH, { name: 'Dr Kavita Rao', ...body })).status).toBe(201);
  });
});

describe("a doctor's login", () => {
  const login = (email: string, password: string) => call(app, 'POST', '/v1/auth/login', { body: { email, password } });

  it('is made with the doctor, works once it is confirmed, and is known as made by the key', async () => {
    const own = await newTenant(app);
    const key = await own.partnerKey();
    const email = `${own.hospitalId}@example.com`;
    const body = { name: 'Dr Kavita Rao', email: email.toUpperCase(), password: 'pässwörd' };
    const { id } = dataOf<Row>(await call(app, 'POST', PATH, { headers: key.headers, body }));
    expect(
      await app.sql('SELECT role, doctor_id, created_by_key_id, confirmed_at FROM users WHERE email = $1', [email]),
    ).toEqual([{ role: 'doctor', doctor_id: id, created_by_key_id: key.id, confirmed_at: null }]);
    expect(outcome(await login(email, body.password))).toBe('401 INVALID_CREDENTIALS');
    await app.sql('UPDATE users SET confirmed_at = now() WHERE email = $1', [email]);
    const reply = await login(email, body.password);
    expect(dataOf<{ user: { role: string; id: string } }>(reply).user).toMatchObject({ role: 'doctor' });
    expect(dataOf<{ user: { id: string } }>(reply).user.id).toMatch(/^doc_/);
  });

  it('409: an e-mail that has a login in the hospital, which stays as it is; no doctor is added', async () => {
    const { email, id } = tenant.admin;
    const users = () => app.sql('SELECT * FROM users WHERE hospital_id = $1 AND id = $2', [tenant.hospitalId, id]);
    const before = await users();
    const name = `Dr ${newPhone()}`;
    const reply = await send('POST', PATH, { name, email, password: 'correct horse' });
    expect(outcome(reply)).toBe('409 DUPLICATE_RESOURCE');
    expect([paths(reply), reply.text.includes(id)]).toEqual([['email'], false]);
    expect(await users()).toEqual(before);
    expect(await app.sql('SELECT 1 FROM doctors WHERE name = $1', [name])).toEqual([]);
    expect((await send('POST', PATH, { name, email })).status).toBe(201);
  });
});
