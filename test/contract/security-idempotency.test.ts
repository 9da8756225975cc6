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

it('a repeat is in the audit log like the first: whom it shows, and a refusal as a refusal', async () => {
  const tenant = await newTenant(app);
  const { headers } = await tenant.partnerKey();
  const patient = await tenant.patient();
  const { id } = await tenant.call({ patientId: patient.id });
  const send = (key: string, path: string, body: object) =>
    call(app, 'POST', path, { headers: { ...headers, 'idempotency-key': key }, body });
  for (const path of [`/api/external/calls/${id}/transcript`, `/api/external/calls/${patient.id}/transcript`]) {
    const replies = [];
    for (let i = 0; i < 2; i++) replies.push(await send(path, path, { speaker: 'patient', text: 'It still hurts.' }));
    expect(replies.map((reply) => reply.headers['idempotent-replayed'])).toEqual([undefined, 'true']);
  }
  const rows = await app.sql(
    `SELECT status, outcome, target_id, patient_ids, field_group FROM audit_events
     WHERE hospital_id = $1 AND action = 'call.transcribe' ORDER BY occurred_at`,
    [tenant.hospitalId],
  );
  const shown = { status: 201, outcome: 'allowed', target_id: id, patient_ids: [patient.id], field_group: 'record' };
  const refused = { status: 404, outcome: 'refused', patient_ids: [], field_group: null };
  expect(rows).toEqual([shown, shown, expect.objectContaining(refused), expect.objectContaining(refused)]);
});
