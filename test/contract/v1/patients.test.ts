import { describe, expect, it } from 'vitest';
import { newId } from '@/server/kernel/new-id';
import { toTypeId } from '@/server/kernel/typeid';
import { sharedApp } from '../../support/app';
import { newPhone, newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

const base = () => ({ name: 'Asha Menon', email: 'Asha.Menon@example.com', phone: newPhone() });

const FULL = {
  dateOfBirth: '1985-04-12',
  gender: 'FEMALE',
  address: '14 Carter Road',
  medicalHistory: { conditions: ['Asthma'], bloodType: 'O+', blood_group_of: 'mother' },
  insurance: { provider: 'Star Health', policyNumber: 'SH-1', expirationDate: '2027-03-31' },
  emergencyContact: { name: 'Ravi', phone: '+919876543211', relationship: 'Spouse' },
};

type Row = Record<string, unknown> & { id: string };

async function setup() {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  const { headers, id: keyId } = await tenant.serverKey();
  const add = (body: object, by = headers) => call(app, 'POST', '/v1/patients', { headers: by, body });
  return { app, tenant, headers, keyId, add };
}

const login = (app: Awaited<ReturnType<typeof sharedApp>>, email: string, password: string) =>
  call(app, 'POST', '/v1/auth/login', { body: { email, password } });

describe('POST /v1/patients', () => {
  it('201: the whole row, phones in E.164, and the same row by GET and on External', async () => {
    const { app, tenant, headers, add } = await setup();
    const body = { ...base(), ...FULL, emergencyContact: { ...FULL.emergencyContact, phone: '98765 43211' } };
    const reply = await add(body);
    expect(outcome(reply)).toBe('201');
    const row = dataOf<Row>(reply);
    expect(row).toMatchObject({ ...FULL, name: 'Asha Menon', email: 'asha.menon@example.com', phone: body.phone });
    expect(row.createdAt).toMatch(/Z$/);
    expect(dataOf(await call(app, 'GET', `/v1/patients/${row.id}`, { headers }))).toEqual(row);
    const external = await call(app, 'GET', `/api/external/patients/${row.id}`, {
      headers: (await tenant.partnerKey()).headers,
    });
    expect(dataOf(external)).toMatchObject({ name: 'Asha Menon', gender: 'FEMALE', date_of_birth: '1985-04-12' });
    expect(external.text).not.toContain('Asthma');
  });

  it('what External did not set is null', async () => {
    const { app, tenant, headers } = await setup();
    const { id } = await tenant.patient();
    expect(dataOf(await call(app, 'GET', `/v1/patients/${id}`, { headers }))).toEqual({
      id: toTypeId('patient', id),
      name: 'Asha Menon',
      email: null,
      phone: expect.any(String),
      dateOfBirth: null,
      gender: 'UNKNOWN',
      address: null,
      medicalHistory: null,
      insurance: null,
      emergencyContact: null,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
  });

  it('409: the same person, with the id only for a key that may read', async () => {
    const { tenant, headers, add } = await setup();
    const body = base();
    const { id } = dataOf<Row>(await add(body));
    const again = await add({ ...body, name: '  asha   MENON ' }, headers);
    expect(outcome(again)).toBe('409 DUPLICATE_RESOURCE');
    expect(again.body).toMatchObject({ error: { details: { id, phone: expect.any(String) } } });
    const blind = await add(body, (await tenant.serverKey({ permissions: ['patients:create'] })).headers);
    expect(outcome(blind)).toBe('409 DUPLICATE_RESOURCE');
    expect(blind.text).not.toContain(id);
  });

  it.each([
    ['medicalHistory', 'text'],
    ['medicalHistory', { 'no name': 'x' }],
    ['medicalHistory', { deep: { deeper: 'x' } }],
    ['medicalHistory', Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`f${index}`, 'x']))],
    ['medicalHistory', { notes: 'x'.repeat(10_001) }],
    ['medicalHistory', { bloodType: 'C+' }],
    ['insurance', { expirationDate: '2026-02-30' }],
    ['emergencyContact', { phone: '+9990000000' }],
    ['password', 'short'],
    ['email', null],
    ['name', undefined],
    ['phone', undefined],
  ])('400: %s %j', async (field, value) => {
    const { add } = await setup();
    const reply = await add({ ...base(), [field]: value });
    expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
    const { details } = (reply.body as { error: { details: object } }).error;
    expect(Object.keys(details).every((path) => path.split('.')[0] === field)).toBe(true);
  });

  it('behind a branch lock it belongs to the branch, and others are invisible', async () => {
    const { app, tenant } = await setup();
    const branch = (await tenant.branch()).id;
    const { headers } = await tenant.serverKey({ branch_id: branch });
    const { id } = dataOf<Row>(await call(app, 'POST', '/v1/patients', { headers, body: base() }));
    const other = (await tenant.patient()).id;
    const list = await call(app, 'GET', '/v1/patients', { headers });
    expect(list.body).toMatchObject({ data: [{ id }], pagination: { totalItems: 1 } });
    for (const [method, body] of [['GET'], ['PATCH', { address: 'x' }], ['DELETE']] as const) {
      expect(outcome(await call(app, method, `/v1/patients/${other}`, { headers, body }))).toBe('404 RESOURCE_NOT_FOUND');
    }
  });
});

describe('the login of a patient', () => {
  it('made by a key it works at once, as a patient with the own record', async () => {
    const { app, add } = await setup();
    const email = `${newId()}@example.com`;
    const added = await add({ ...base(), email, password: 'correct horse' });
    const { id } = dataOf<Row>(added);
    expect(added.text).not.toContain('correct horse');
    const reply = await login(app, email, 'correct horse');
    expect(dataOf(reply)).toMatchObject({ user: { id, email, role: 'patient' } });
    const { accessToken } = dataOf<{ accessToken: string }>(reply);
    const own = await call(app, 'GET', `/v1/patients/${id}`, { headers: { authorization: `Bearer ${accessToken}` } });
    expect(own.status).toBe(200);
  });

  it('409: an e-mail that a login has, and then there is no patient either', async () => {
    const { app, tenant, add } = await setup();
    const reply = await add({ ...base(), email: tenant.admin.email, password: 'correct horse' });
    expect(outcome(reply)).toBe('409 DUPLICATE_RESOURCE');
    expect(reply.body).toMatchObject({ error: { details: { email: expect.any(String) } } });
    expect(await app.sql('SELECT id FROM patients WHERE hospital_id = $1', [tenant.hospitalId])).toEqual([]);
    expect((await add({ ...base(), email: tenant.admin.email })).status).toBe(201);
  });

  it('is not changed by a key: neither password nor e-mail nor role', async () => {
    const { app, headers, keyId, add } = await setup();
    const email = `${newId()}@example.com`;
    const body = { ...base(), email };
    const { id } = dataOf<Row>(await add({ ...body, password: 'correct horse' }));
    const path = `/v1/patients/${id}`;
    for (const method of ['PUT', 'PATCH']) {
      for (const more of [{ password: 'another horse' }, { role: 'admin' }]) {
        expect(outcome(await call(app, method, path, { headers, body: { ...body, ...more } }))).toBe('400 VALIDATION_ERROR');
      }
      const moved = await call(app, method, path, { headers, body: { ...body, email: `new.${email}` } });
      expect(dataOf(moved)).toMatchObject({ email: `new.${email}` });
    }
    expect((await login(app, email, 'correct horse')).status).toBe(200);
    expect((await login(app, `new.${email}`, 'correct horse')).status).toBe(401);
    const users = await app.sql('SELECT role, created_by_key_id FROM users WHERE email = $1', [email]);
    expect(users).toEqual([{ role: 'patient', created_by_key_id: keyId }]);
  });
});

describe('PUT and PATCH /v1/patients/:id', () => {
  async function one(tenant: Tenant, add: (body: object) => Promise<unknown>) {
    const body = base();
    const reply = (await add({ ...body, ...FULL })) as Parameters<typeof dataOf>[0];
    return { body, row: dataOf<Row>(reply), tenant };
  }

  it('PUT clears what is not given; PATCH keeps it, and null clears', async () => {
    const { app, tenant, headers, add } = await setup();
    const { body, row } = await one(tenant, add);
    const path = `/v1/patients/${row.id}`;
    const patched = await call(app, 'PATCH', path, { headers, body: { insurance: null, gender: null, name: 'Asha Rao' } });
    expect(dataOf(patched)).toMatchObject({ ...FULL, insurance: null, gender: 'UNKNOWN', name: 'Asha Rao' });
    const put = await call(app, 'PUT', path, { headers, body });
    expect(dataOf(put)).toMatchObject({
      name: 'Asha Menon',
      dateOfBirth: null,
      gender: 'UNKNOWN',
      address: null,
      medicalHistory: null,
      insurance: null,
      emergencyContact: null,
    });
    const stored = await app.sql('SELECT count(*)::int AS n FROM patients WHERE medical_history IS NULL AND hospital_id = $1', [
      tenant.hospitalId,
    ]);
    expect(stored).toEqual([{ n: 1 }]);
  });

  it('PUT needs what POST needs, and leaves what External alone knows', async () => {
    const { app, tenant, headers } = await setup();
    const doctorId = (await tenant.doctor()).id;
    const { id } = await tenant.patient({ doctorId });
    const path = `/v1/patients/${id}`;
    expect(outcome(await call(app, 'PUT', path, { headers, body: { name: 'A', phone: newPhone() } }))).toBe(
      '400 VALIDATION_ERROR',
    );
    expect((await call(app, 'PUT', path, { headers, body: base() })).status).toBe(200);
    expect(await app.sql('SELECT doctor_id FROM patients WHERE id = $1', [id])).toEqual([{ doctor_id: doctorId }]);
  });

  it('409: another one has this phone and name', async () => {
    const { app, headers, add } = await setup();
    const [first, second] = [base(), base()];
    await add(first);
    const { id } = dataOf<Row>(await add(second));
    const path = `/v1/patients/${id}`;
    const [changed, replaced] = [{ phone: first.phone }, { ...second, phone: first.phone }];
    expect(outcome(await call(app, 'PATCH', path, { headers, body: changed }))).toBe('409 DUPLICATE_RESOURCE');
    expect(outcome(await call(app, 'PUT', path, { headers, body: replaced }))).toBe('409 DUPLICATE_RESOURCE');
  });
});

it('the list is paged, newest first', async () => {
  const { app, headers, add } = await setup();
  const ids: string[] = [];
  for (const name of ['A', 'B', 'C']) ids.unshift(dataOf<Row>(await add({ ...base(), name })).id);
  const page = async (query: string) => call(app, 'GET', `/v1/patients?${query}`, { headers });
  const first = await page('limit=2');
  expect(first.body).toMatchObject({ pagination: { page: 1, limit: 2, totalPages: 2, totalItems: 3 } });
  expect(dataOf<Row[]>(first).map(({ id }) => id)).toEqual(ids.slice(0, 2));
  expect(dataOf<Row[]>(await page('limit=2&page=2')).map(({ id }) => id)).toEqual(ids.slice(2));
  expect(outcome(await page('limit=101'))).toBe('400 VALIDATION_ERROR');
});
