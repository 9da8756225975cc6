import { describe, expect, it } from 'vitest';
import { toTypeId } from '@/server/kernel/typeid';
import { type RoleAction, reachOf } from '@/shared/role-table';
import { ROLES } from '@/shared/roles';
import { sharedApp } from '../../support/app';
import { newPhone, newTenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

type Row = Record<string, unknown> & { id: string; schedules?: { dayOfWeek: string; startTime: string }[] };

const doctor = (more: object = {}) => ({
  name: 'Dr Kavita Rao',
  specialty: 'Cardiology',
  licenseNumber: `MMC-${newPhone().slice(-8)}`,
  email: 'kavita.rao@example.com',
  phone: newPhone(),
  ...more,
});

async function setup() {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  const { headers } = await tenant.serverKey();
  const add = (body: object, by = headers) => call(app, 'POST', '/v1/doctors', { headers: by, body });
  const get = (path: string, by = headers) => call(app, 'GET', `/v1/doctors${path}`, { headers: by });
  return { app, tenant, headers, add, get };
}

describe('POST and GET /v1/doctors', () => {
  it('201: the row, the same on every surface', async () => {
    const { app, tenant, add, get } = await setup();
    const body = doctor({ bio: 'Treats heart failure.' });
    const row = dataOf<Row>(await add(body));
    expect(row).toMatchObject({ ...body, available: true });
    expect(dataOf(await get(`/${row.id}`))).toEqual(row);
    const { headers } = await tenant.partnerKey();
    const external = await call(app, 'GET', `/api/external/doctors/${row.id}`, { headers });
    expect(dataOf(external)).toMatchObject({ name: body.name, specialty: 'Cardiology', status: 'ACTIVE' });
    expect(external.text).not.toContain(body.licenseNumber);
  });

  it('what External did not set is null', async () => {
    const { tenant, get } = await setup();
    const { id } = await tenant.doctor();
    expect(dataOf(await get(`/${id}`))).toMatchObject({
      id: toTypeId('doctor', id),
      specialty: null,
      licenseNumber: null,
      email: null,
      phone: null,
      bio: null,
      available: true,
    });
  });

  it('409: a licence that the hospital has; the id only for a key that may read', async () => {
    const { app, tenant, add } = await setup();
    const body = doctor();
    const { id } = dataOf<Row>(await add(body));
    const again = await add(doctor({ licenseNumber: body.licenseNumber }));
    expect(outcome(again)).toBe('409 DUPLICATE_RESOURCE');
    expect(again.body).toMatchObject({ error: { details: { id, licenseNumber: expect.any(String) } } });
    const blind = await add(body, (await tenant.serverKey({ permissions: ['doctors:create'] })).headers);
    expect(blind.text).not.toContain(id);
    const other = await newTenant(app);
    expect((await add(body, (await other.serverKey()).headers)).status).toBe(201);
  });

  it.each(['name', 'specialty', 'licenseNumber', 'email', 'phone'])('400: %s is missing or null', async (field) => {
    const { add } = await setup();
    for (const value of [undefined, null]) {
      const reply = await add(doctor({ [field]: value }));
      expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
      expect(reply.body).toMatchObject({ error: { details: { [field]: expect.any(String) } } });
    }
  });

  it.each([{ bio: 'x'.repeat(1_001) }, { available: 'true' }, { password: 'correct horse' }, { phone: '12' }])(
    '400: %j',
    async (more) => {
      const { add } = await setup();
      expect(outcome(await add(doctor(more)))).toBe('400 VALIDATION_ERROR');
    },
  );

  it('specialty is the whole of it, in upper or lower case', async () => {
    const { add, get } = await setup();
    const { id } = dataOf<Row>(await add(doctor({ specialty: 'Cardiología' })));
    await add(doctor({ specialty: 'Cardiología pediátrica' }));
    const found = await get(`?specialty=${encodeURIComponent('CARDIOLOGÍA')}`);
    expect(found.body).toMatchObject({ data: [{ id }], pagination: { totalItems: 1 } });
    for (const nothing of ['Cardio', '%25', '_', 'x']) {
      expect((await get(`?specialty=${nothing}`)).body).toMatchObject({ data: [], pagination: { totalItems: 0 } });
    }
  });

  it('include=schedules adds the week, by day and time, in lists and alone; without it there is no such field', async () => {
    const { tenant, get } = await setup();
    const [first, second] = [await tenant.doctor({ working: false }), await tenant.doctor({ working: false })];
    for (const dayOfWeek of [5, 2]) await tenant.schedule({ doctorId: first.id, dayOfWeek });
    const one = dataOf<Row>(await get(`/${first.id}?include=schedules`));
    expect(one.schedules).toMatchObject([
      { dayOfWeek: 'tuesday', startTime: '09:00:00', endTime: '12:00:00', doctorId: one.id },
      { dayOfWeek: 'friday' },
    ]);
    const list = dataOf<Row[]>(await get('?include=schedules'));
    expect(list.map(({ id, schedules }) => [id, schedules?.length])).toEqual([
      [toTypeId('doctor', second.id), 0],
      [toTypeId('doctor', first.id), 2],
    ]);
    expect((await get('')).text + (await get(`/${first.id}`)).text).not.toContain('schedules');
    expect(outcome(await get('?include=patients'))).toBe('400 VALIDATION_ERROR');
  });
});

describe('PUT and PATCH /v1/doctors/:id', () => {
  it('PUT clears what is not given and leaves what External alone knows; PATCH keeps, and null clears', async () => {
    const { app, tenant, headers, add } = await setup();
    const required = doctor();
    const body = { ...required, bio: 'Heart.', available: false };
    const { id } = dataOf<Row>(await add(body));
    await app.sql('UPDATE doctors SET op_fee = 800 WHERE hospital_id = $1', [tenant.hospitalId]);
    const send = async (method: string, change: object) =>
      dataOf(await call(app, method, `/v1/doctors/${id}`, { headers, body: change }));
    expect(await send('PATCH', { name: 'Dr Rao' })).toMatchObject({ ...body, name: 'Dr Rao', available: false });
    expect(await send('PATCH', { bio: null, available: true })).toMatchObject({ bio: null, available: true });
    expect(await send('PATCH', { available: false, bio: 'x' })).toMatchObject({ available: false });
    expect(await send('PUT', required)).toMatchObject({ ...required, bio: null, available: true });
    const fees = await app.sql('SELECT op_fee::int AS fee FROM doctors WHERE hospital_id = $1', [tenant.hospitalId]);
    expect(fees).toEqual([{ fee: 800 }]);
  });

  it('available false takes no new appointments', async () => {
    const { app, tenant, headers } = await setup();
    const [{ id }, patient] = [await tenant.doctor(), await tenant.patient()];
    await call(app, 'PATCH', `/v1/doctors/${id}`, { headers, body: { available: false } });
    const dateTime = new Date(Date.now() + 86_400_000).toISOString();
    const body = { patientId: patient.id, doctorId: id, dateTime };
    expect(outcome(await call(app, 'POST', '/v1/appointments', { headers, body }))).toBe('409 CONFLICT');
  });

  it('409: the licence of another one; the own one may be sent back', async () => {
    const { app, headers, add } = await setup();
    const [first, second] = [doctor(), doctor()];
    await add(first);
    const { id } = dataOf<Row>(await add(second));
    const put = (body: object) => call(app, 'PUT', `/v1/doctors/${id}`, { headers, body });
    expect(outcome(await put({ ...second, licenseNumber: first.licenseNumber }))).toBe('409 DUPLICATE_RESOURCE');
    const body = { licenseNumber: first.licenseNumber };
    expect(outcome(await call(app, 'PATCH', `/v1/doctors/${id}`, { headers, body }))).toBe('409 DUPLICATE_RESOURCE');
    expect(outcome(await put(second))).toBe('200');
  });

  it('behind a branch lock: of the branch changed, of none read only, of another one unknown', async () => {
    const { app, tenant, get } = await setup();
    const branchId = (await tenant.branch()).id;
    const { headers } = await tenant.serverKey({ branch_id: branchId });
    const own = await tenant.doctor({ branchId });
    const shared = await tenant.doctor();
    const other = await tenant.doctor({ branchId: (await tenant.branch()).id });
    const patch = async (id: string) =>
      outcome(await call(app, 'PATCH', `/v1/doctors/${id}`, { headers, body: { specialty: 'Cardiology' } }));
    expect([await patch(own.id), await patch(shared.id), await patch(other.id)]).toEqual([
      '200',
      '403 FORBIDDEN',
      '404 RESOURCE_NOT_FOUND',
    ]);
    expect((await get('', headers)).body).toMatchObject({ pagination: { totalItems: 2 } });
  });
});

describe.each(ROLES)('as %s', (role) => {
  const OPERATIONS: readonly [RoleAction, string, string, number][] = [
    ['doctors.list', 'GET', '', 200],
    ['doctors.read', 'GET', '/own', 200],
    ['doctors.read', 'GET', '/other', 200],
    ['doctors.create', 'POST', '', 201],
    ['doctors.update', 'PUT', '/own', 200],
    ['doctors.update', 'PATCH', '/other', 200],
    ['doctors.delete', 'DELETE', '/own', 204],
    ['doctors.delete', 'DELETE', '/other', 204],
  ];

  it.each(OPERATIONS)('%s: %s %s as the table says, and a foreign one is 404', async (action, method, where, done) => {
    const { app, tenant } = await setup();
    const { headers, doctorId } = await tenant.person(role);
    const own = doctorId ?? (await tenant.doctor()).id;
    const ids: Record<string, string> = { '/own': own, '/other': (await tenant.doctor()).id };
    const foreign = (await (await newTenant(app)).doctor()).id;
    const body = { POST: doctor(), PUT: doctor(), PATCH: { bio: 'x' } }[method];
    const ask = async (id: string | undefined) =>
      outcome(await call(app, method, `/v1/doctors${id ? `/${id}` : ''}`, { headers, ...(body && { body }) }));
    const allowed = reachOf(role, action) === 'hospital';
    if (where) expect(await ask(foreign)).toBe(allowed ? '404 RESOURCE_NOT_FOUND' : '403 FORBIDDEN');
    expect(await ask(ids[where])).toBe(allowed ? String(done) : '403 FORBIDDEN');
  });
});
