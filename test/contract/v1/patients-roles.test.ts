import { describe, expect, it } from 'vitest';
import { toTypeId } from '@/server/kernel/typeid';
import { maskOf, type RoleAction, reachOf } from '@/shared/role-table';
import { ROLES, type Role } from '@/shared/roles';
import { sharedApp } from '../../support/app';
import { newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

type Operation = { action: RoleAction; method: string; body?: Record<string, unknown>; done: number };

const ONE: readonly Operation[] = [
  { action: 'patients.read', method: 'GET', done: 200 },
  { action: 'patients.update', method: 'PATCH', body: { address: '14 Carter Road' }, done: 200 },
  {
    action: 'patients.update',
    method: 'PUT',
    body: { name: 'Asha Menon', email: 'asha.menon@example.com', phone: '9876500001' },
    done: 200,
  },
  { action: 'patients.delete', method: 'DELETE', done: 204 },
];

/** A person with a record that is the person's own, or the person's patient; for others any record of the hospital is. */
async function personWithRecord(tenant: Tenant, role: Role) {
  const person = await tenant.person(role);
  const own = person.patientId ?? (await tenant.patient({ doctorId: person.doctorId })).id;
  return { person, own };
}

describe.each(ROLES)('%s', (role) => {
  it.each(ONE.map((operation) => [`${operation.method} (${operation.action})`, operation] as const))(
    '%s: own, other and foreign record as the table says',
    async (_name, { action, method, body, done }) => {
      const app = await sharedApp();
      const tenant = await newTenant(app);
      const { person, own } = await personWithRecord(tenant, role);
      const ask = async (id: string) =>
        outcome(await call(app, method, `/v1/patients/${id}`, { headers: person.headers, ...(body && { body }) }));
      const reach = reachOf(role, action);
      const other = (await tenant.patient({ phone: '+919876500002' })).id;
      const foreign = (await (await newTenant(app)).patient()).id;
      const [beyond, refused] = ['404 RESOURCE_NOT_FOUND', '403 FORBIDDEN'];
      expect(await ask(foreign)).toBe(reach === 'none' ? refused : beyond);
      expect(await ask(other)).toBe(reach === 'none' ? refused : reach === 'hospital' ? String(done) : beyond);
      if (reach === 'hospital' && method === 'PUT') return;
      expect(await ask(own)).toBe(reach === 'none' ? refused : String(done));
    },
  );

  it('the list holds what the role reaches, and POST is as the table says', async () => {
    const app = await sharedApp();
    const tenant = await newTenant(app);
    const { person, own } = await personWithRecord(tenant, role);
    const { headers } = person;
    const other = (await tenant.patient()).id;
    await (await newTenant(app)).patient();
    const list = await call(app, 'GET', '/v1/patients', { headers });
    const reach = reachOf(role, 'patients.list');
    if (reach === 'none') expect(outcome(list)).toBe('403 FORBIDDEN');
    else {
      const rows = await app.sql<{ id: string }>('SELECT id FROM patients WHERE hospital_id = $1', [tenant.hospitalId]);
      const reached = reach === 'hospital' ? rows.map(({ id }) => id) : [own];
      expect(reached).toContain(own);
      expect(reached.includes(other)).toBe(reach === 'hospital');
      const shown = dataOf<{ id: string }[]>(list).map(({ id }) => id);
      expect(shown.sort()).toEqual(reached.map((id) => toTypeId('patient', id)).sort());
    }
    const body = { name: 'Ravi', email: 'ravi@example.com', phone: '9876500003' };
    const added = outcome(await call(app, 'POST', '/v1/patients', { headers, body }));
    expect(added).toBe(reachOf(role, 'patients.create') === 'none' ? '403 FORBIDDEN' : '201');
  });

  const mask = maskOf(role, 'patients');
  const fields = {
    name: 'Ravi',
    email: 'ravi@example.com',
    phone: '9876500004',
    dateOfBirth: '1985-04-12',
    gender: 'FEMALE',
    address: 'Mumbai',
    medicalHistory: { allergies: ['Penicillin'] },
    insurance: { provider: 'Star Health' },
    emergencyContact: { name: 'Ravi', phone: '9876500005' },
  };

  if (reachOf(role, 'patients.read') !== 'none') {
    it('sees every field but the masked ones, in lists too', async () => {
      const app = await sharedApp();
      const tenant = await newTenant(app);
      const { person, own } = await personWithRecord(tenant, role);
      await app.sql(
        `UPDATE patients SET medical_history = '{"allergies":["Zzz"]}', insurance = '{"provider":"Zzz"}' WHERE hospital_id = $1`,
        [tenant.hospitalId],
      );
      const reply = await call(app, 'GET', `/v1/patients/${own}`, { headers: person.headers });
      const shown = Object.keys(fields).filter((name) => !mask.hidden.includes(name));
      expect(Object.keys(dataOf<object>(reply)).sort()).toEqual(['id', ...shown, 'createdAt', 'updatedAt'].sort());
      const list = await call(app, 'GET', '/v1/patients', { headers: person.headers });
      if (mask.hidden.length > 0) expect(reply.text + list.text).not.toContain('Zzz');
    });
  }

  if (reachOf(role, 'patients.update') !== 'none') {
    it.each(Object.entries(fields))('changes %s only if it may, whatever the value', async (name, value) => {
      const app = await sharedApp();
      const tenant = await newTenant(app);
      const { person, own } = await personWithRecord(tenant, role);
      const patch = (body: object) => call(app, 'PATCH', `/v1/patients/${own}`, { headers: person.headers, body });
      const reply = await patch({ [name]: value });
      if (mask.changeable === null || mask.changeable.includes(name)) {
        expect(outcome(reply)).toBe('200');
        return;
      }
      expect(outcome(reply)).toBe('403 FORBIDDEN');
      expect(reply.body).toMatchObject({ error: { details: { [name]: expect.any(String) } } });
    });
  }
});

it('a receptionist’s PUT replaces the contact data and leaves the rest as it is', async () => {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  const { id } = await tenant.patient();
  await app.sql(`UPDATE patients SET medical_history = '{"notes":"x"}', gender = 'OTHER', address = 'Pune' WHERE id = $1`, [
    id,
  ]);
  const { headers } = await tenant.person('receptionist');
  const body = { name: 'Asha Rao', email: 'asha@example.com', phone: '9876500006' };
  expect((await call(app, 'PUT', `/v1/patients/${id}`, { headers, body })).status).toBe(200);
  const whole = await call(app, 'GET', `/v1/patients/${id}`, { headers: tenant.admin.headers });
  expect(dataOf(whole)).toMatchObject({ name: 'Asha Rao', gender: 'OTHER', address: null, medicalHistory: { notes: 'x' } });
});

it('the tag is of the masked answer: what a receptionist does not see is no reason for 412', async () => {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  const { id } = await tenant.patient();
  const { headers } = await tenant.person('receptionist');
  const etag = (await call(app, 'GET', `/v1/patients/${id}`, { headers })).headers.etag ?? '';
  await app.sql(`UPDATE patients SET medical_history = '{"notes":"x"}' WHERE id = $1`, [id]);
  const put = await call(app, 'PATCH', `/v1/patients/${id}`, {
    headers: { ...headers, 'if-match': etag },
    body: { address: 'Pune' },
  });
  expect(put.status).toBe(200);
  const [full] = [await call(app, 'GET', `/v1/patients/${id}`, { headers: tenant.admin.headers })];
  expect(full.headers.etag).not.toBe(put.headers.etag);
});

it('a doctor reaches patients by any appointment, but not by one that was deleted', async () => {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  const { headers, doctorId } = await tenant.person('doctor');
  const { id, patientId } = await tenant.appointment({ doctorId: doctorId ?? '', status: 'cancelled' });
  const read = async () => outcome(await call(app, 'GET', `/v1/patients/${patientId}`, { headers }));
  expect(await read()).toBe('200');
  await app.sql('UPDATE appointments SET deleted_at = now() WHERE id = $1', [id]);
  expect(await read()).toBe('404 RESOURCE_NOT_FOUND');
});
