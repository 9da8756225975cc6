import { beforeAll, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../support/app';
import { newPhone, newTenant } from '../support/factory';
import { call, dataOf, outcome } from './support/call';

let app: TestApp;

beforeAll(async () => {
  app = await sharedApp();
});

it('a super_admin may repeat a change to another hospital, whose record is the own hospital’s', async () => {
  const own = await newTenant(app, { role: 'super_admin' });
  const other = await newTenant(app);
  const path = `/api/hospitals/${other.hospitalId}/api-keys`;
  const options = {
    headers: { ...own.admin.headers, 'idempotency-key': 'across' },
    body: { permissions: ['patients:read'] },
  };
  const first = await call(app, 'POST', path, options);
  expect(outcome(first)).toBe('201');
  const again = await call(app, 'POST', path, options);
  expect(again.headers['idempotent-replayed']).toBe('true');
  expect(again.text).toBe(first.text);
  const elsewhere = await newTenant(app);
  const misused = await call(app, 'POST', `/api/hospitals/${elsewhere.hospitalId}/api-keys`, options);
  expect(outcome(misused)).toBe('422 IDEMPOTENCY_KEY_REUSED');
  const records = await app.sql(`SELECT hospital_id FROM idempotency_records WHERE credential_id = $1`, [own.admin.id]);
  expect(records).toEqual([{ hospital_id: own.hospitalId }]);
});

it('a refusal by the rules is given again byte for byte, also one of the form', async () => {
  const tenant = await newTenant(app);
  const { headers } = await tenant.partnerKey();
  const options = { headers: { ...headers, 'idempotency-key': 'bad' }, body: { name: 'Asha Menon', phone: 'no phone' } };
  const first = await call(app, 'POST', '/api/external/patients', options);
  expect(outcome(first)).toBe('400 VALIDATION_ERROR');
  const again = await call(app, 'POST', '/api/external/patients', options);
  expect(again.headers['idempotent-replayed']).toBe('true');
  expect(again.text).toBe(first.text);
});

it('an answer from before a branch lock is not given again behind it', async () => {
  const tenant = await newTenant(app);
  const [there, here] = [await tenant.branch(), await tenant.branch()];
  const key = await tenant.partnerKey();
  const options = {
    headers: { ...key.headers, 'idempotency-key': 'before the lock'.replaceAll(' ', '-') },
    body: { name: 'Asha Menon', phone: newPhone(), branch_id: there.id },
  };
  const first = await call(app, 'POST', '/api/external/patients', options);
  expect(outcome(first)).toBe('201');
  const lock = { headers: tenant.admin.headers, body: { branch_id: here.id } };
  await call(app, 'PATCH', `/api/hospitals/${tenant.hospitalId}/api-keys/${key.id}`, lock);
  const again = await call(app, 'POST', '/api/external/patients', options);
  expect(again.status).toBeGreaterThanOrEqual(400);
  expect(again.text).not.toContain(dataOf<{ patient_id: string }>(first).patient_id);
});
