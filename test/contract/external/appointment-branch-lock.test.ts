import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { type Headers, newPhone, newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

const PATH = '/api/external/appointments';
type Row = { id: string; patient_id: string; branch_id: string | null; appointment_time: string };

let app: TestApp;
let tenant: Tenant;
let north: string;
let south: string;
let headers: Headers;
beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  [north, south] = [(await tenant.branch()).id, (await tenant.branch()).id];
  headers = (await tenant.partnerKey({ branch_id: north })).headers;
});

const DATE = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
const send = (method: string, path: string, body?: unknown) => call(app, method, path, { headers, body });
const good = async (more: object = {}) => ({
  patient_id: (await tenant.patient({ branchId: north })).id,
  doctor_id: (await tenant.doctor()).id,
  appointment_date: DATE,
  appointment_time: '10:00',
  type: 'CONSULTATION',
  ...more,
});

describe('a key that is locked to a branch (contract section 1, rule 5)', () => {
  it('reads and changes appointments of its branch', async () => {
    const { id } = await tenant.appointment({ branchId: north });
    expect((await send('GET', `${PATH}/${id}`)).status).toBe(200);
    expect((await send('PATCH', `${PATH}/${id}`, { appointment_date: DATE })).status).toBe(200);
    expect((await send('PATCH', `${PATH}/${id}/status`, { status: 'COMPLETED' })).status).toBe(200);
  });

  it('reads those without a branch and changes none of them', async () => {
    const { id } = await tenant.appointment();
    expect((await send('GET', `${PATH}/${id}`)).status).toBe(200);
    const changes = [
      await send('PATCH', `${PATH}/${id}`, { notes: 'x' }),
      await send('PATCH', `${PATH}/${id}`, { appointment_date: DATE }),
      await send('PATCH', `${PATH}/${id}/status`, { status: 'COMPLETED' }),
    ];
    expect(changes.map(outcome)).toEqual(Array(3).fill('403 FORBIDDEN'));
    expect(await app.sql('SELECT status, notes FROM appointments WHERE id = $1', [id])).toEqual([
      { status: 'scheduled', notes: null },
    ]);
  });

  it('neither sees nor changes those of another branch', async () => {
    const { id } = await tenant.appointment({ branchId: south });
    for (const [method, path, body] of [
      ['GET', `${PATH}/${id}`, undefined],
      ['PATCH', `${PATH}/${id}`, { notes: 'x' }],
      ['PATCH', `${PATH}/${id}`, { appointment_date: DATE }],
      ['PATCH', `${PATH}/${id}/status`, { status: 'COMPLETED' }],
    ] as const) {
      expect(outcome(await send(method, path, body))).toBe('404 RESOURCE_NOT_FOUND');
    }
  });

  it('books into its branch, whoever the doctor; of another branch nobody and nothing', async () => {
    for (const more of [{}, { branch_id: north }, { branch_id: null }]) {
      const { appointment_id: id } = dataOf<{ appointment_id: string }>(await send('POST', PATH, await good(more)));
      expect(dataOf<Row>(await send('GET', `${PATH}/${id}`)).branch_id).toBe(north);
    }
    for (const more of [
      { branch_id: south },
      { doctor_id: (await tenant.doctor({ branchId: south })).id },
      { patient_id: (await tenant.patient({ branchId: south })).id },
      { patient_id: (await tenant.patient()).id },
    ]) {
      expect(outcome(await send('POST', PATH, await good(more)))).toBe('404 RESOURCE_NOT_FOUND');
    }
    const { id } = await tenant.appointment({ branchId: north });
    const southern = await tenant.doctor({ branchId: south });
    expect(outcome(await send('PATCH', `${PATH}/${id}`, { doctor_id: southern.id }))).toBe('404 RESOURCE_NOT_FOUND');
  });

  it('by phone and name finds only whom it sees, and adds into its branch', async () => {
    const person = { name: 'Maria Paz', phone: newPhone() };
    const [elsewhere, nowhere] = [await tenant.patient({ ...person, branchId: south }), await tenant.patient(person)];
    const by = { patient_id: undefined, patient_phone: person.phone, patient_name: person.name };
    const ids: string[] = [];
    for (let i = 0; i < 2; i++) {
      const { appointment_id: id } = dataOf<{ appointment_id: string }>(await send('POST', PATH, await good(by)));
      ids.push(dataOf<Row>(await send('GET', `${PATH}/${id}`)).patient_id);
    }
    expect(ids[0]).toBe(ids[1]);
    expect([elsewhere.id, nowhere.id]).not.toContain(ids[0]);
    expect(await app.sql('SELECT branch_id FROM patients WHERE id = $1', [ids[0]])).toEqual([{ branch_id: north }]);
  });

  it("is offered only what it can book, though another branch's appointments are hidden from it", async () => {
    const doctor = await tenant.doctor();
    for (const time of ['09:00', '09:30', '10:00', '10:30', '11:00']) {
      await tenant.appointment({ doctorId: doctor.id, branchId: south, startsAt: `${DATE}T${time}:00+05:30` });
    }
    const reply = await send('POST', PATH, await good({ doctor_id: doctor.id }));
    expect(outcome(reply)).toBe('409 SLOT_TAKEN');
    const { details } = reply.body as { details: { starts_at: string }[] };
    const times = details.map((detail) => detail.starts_at.slice(11, 16));
    expect(times).toEqual(['08:30', '11:30', '08:00']);
    for (const time of times) {
      const booked = await send('POST', PATH, await good({ doctor_id: doctor.id, appointment_time: time }));
      expect(booked.status, time).toBe(201);
    }
  });
});
