import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  appointmentsWithin,
  patientsWithin,
  type RecordScope,
  requireOwnSchedule,
  requirePatientWithin,
  WHOLE_TENANT,
} from '@/server/domain/access/record-scope';
import { getPatient } from '@/server/domain/patients/get-patient';
import { listPatients } from '@/server/domain/patients/list-patients';
import { updatePatient } from '@/server/domain/patients/update-patient';
import { newId } from '@/server/kernel/new-id';
import { NOW, openWorld, type World } from '../auth/fixture';

const TODAY = '2026-11-22';

let world: World;
/** Of the doctor `mine`: by `doctor_id`, by an appointment, by a cancelled one; and who only seem to be. */
const ids = Object.fromEntries(
  ['mine', 'other', 'byDoctor', 'byAppointment', 'byCancelled', 'byDeleted', 'ofOther', 'foreign', 'foreignDoctor'].map(
    (name) => [name, newId()],
  ),
) as Record<string, string>;
const id = (name: string) => ids[name] as string;

beforeAll(async () => {
  world = await openWorld();
  const { lotus, other } = world.hospitals;
  const doctor = (name: string, hospitalId = lotus) =>
    world.sql(`INSERT INTO doctors (hospital_id, id, name) VALUES ($1, $2, 'D')`, [hospitalId, id(name)]);
  const patient = (name: string, doctorId: string | null, hospitalId = lotus) =>
    world.sql(
      `INSERT INTO patients (hospital_id, id, name, name_folded, phone, doctor_id) VALUES ($1, $2, $3::text, lower($3), '+919876543210', $4)`,
      [hospitalId, id(name), name, doctorId],
    );
  const appointment = (patientName: string, doctorName: string, status: string, hour: number, deleted = false) =>
    world.sql(
      `INSERT INTO appointments (hospital_id, id, patient_id, doctor_id, starts_at, ends_at, status, type, deleted_at)
       VALUES ($1, $2, $3, $4, $5::timestamptz, $5::timestamptz + interval '30 minutes', $6, 'IN_PERSON', $7)`,
      [lotus, newId(), id(patientName), id(doctorName), `2026-12-01T0${hour}:00:00Z`, status, deleted ? NOW : null],
    );
  for (const name of ['mine', 'other']) await doctor(name);
  await doctor('foreignDoctor', other);
  await patient('byDoctor', id('mine'));
  for (const name of ['byAppointment', 'byCancelled', 'byDeleted']) await patient(name, null);
  await patient('ofOther', id('other'));
  await patient('foreign', id('foreignDoctor'), other);
  await appointment('byAppointment', 'mine', 'completed', 1);
  await appointment('byAppointment', 'other', 'scheduled', 2);
  await appointment('byCancelled', 'mine', 'cancelled', 3);
  await appointment('byDeleted', 'mine', 'scheduled', 4, true);
});
afterAll(() => world.close());

const tenant = () => ({ hospitalId: world.hospitals.lotus, branchId: null });
const ofDoctor = (name: string): RecordScope => ({ patientId: null, doctorId: id(name) });
const ofPatient = (name: string): RecordScope => ({ patientId: id(name), doctorId: null });

const ASSIGNED = ['byAppointment', 'byCancelled', 'byDoctor'];
const SCOPES: [string, () => RecordScope, string[]][] = [
  ['everything', () => WHOLE_TENANT, ['byAppointment', 'byCancelled', 'byDeleted', 'byDoctor', 'ofOther']],
  ['a doctor', () => ofDoctor('mine'), ASSIGNED],
  ['another doctor', () => ofDoctor('other'), ['byAppointment', 'ofOther']],
  ['a patient', () => ofPatient('byDeleted'), ['byDeleted']],
  ["another hospital's patient", () => ofPatient('foreign'), []],
  ["another hospital's doctor", () => ofDoctor('foreignDoctor'), []],
];

describe.each(SCOPES)('patients within the reach of %s', (_name, reach, expected) => {
  const list = (more: { doctorId?: string; q?: string } = {}, request = {}) =>
    listPatients(
      world.services.db,
      tenant(),
      { q: null, status: null, branchId: null, doctorId: null, ...more },
      { page: 1, limit: 20, cursor: null, ...request },
      { country: 'IN', today: TODAY },
      reach(),
    );

  it('are in the list, with their exact number, whatever else is asked for', async () => {
    const { rows, total } = await list();
    expect([rows.map(({ name }) => name).sort(), total]).toEqual([expected, expected.length]);
    const ofMine = await list({ doctorId: id('mine') });
    expect([ofMine.rows.map(({ name }) => name), ofMine.total]).toEqual(
      expected.includes('byDoctor') ? [['byDoctor'], 1] : [[], 0],
    );
    const found = await list({ q: 'bycanc' });
    expect(found.total).toBe(expected.includes('byCancelled') ? 1 : 0);
    const past = await list({}, { page: 2 });
    expect([past.rows, past.total]).toEqual([[], expected.length]);
  });

  it('are read and changed, and no others', async () => {
    const names = ['byAppointment', 'byCancelled', 'byDeleted', 'byDoctor', 'foreign', 'ofOther'];
    for (const name of names) {
      const read = getPatient(world.services.db, tenant(), id(name), TODAY, reach()).then(
        () => 'found',
        (error: { code: string }) => error.code,
      );
      const changed = world.services.db
        .transaction(tenant(), async (tx) => {
          const scope = { tenant: tenant(), country: 'IN', mayRead: true, now: NOW, today: TODAY, reach: reach() };
          await updatePatient(tx, scope, id(name), { address: '1 Hill Road' }, () => {});
        })
        .then(
          () => 'found',
          (error: { code: string }) => error.code,
        );
      const wanted = expected.includes(name) ? 'found' : 'RESOURCE_NOT_FOUND';
      expect([name, await read, await changed]).toEqual([name, wanted, wanted]);
    }
  });

  it('are the same for Prisma', async () => {
    const rows = await world.services.db.run(tenant(), (db) =>
      db.patient.findMany({ where: { deletedAt: null, ...patientsWithin(reach()) }, select: { name: true } }),
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(expected);
  });
});

it.each([
  ['everything', () => WHOLE_TENANT, 3],
  ['a doctor', () => ofDoctor('mine'), 2],
  ['a patient', () => ofPatient('byAppointment'), 2],
  ['a patient without any', () => ofPatient('byDoctor'), 0],
] as const)('appointments within the reach of %s', async (_name, reach, expected) => {
  const count = await world.services.db.run(tenant(), (db) =>
    db.appointment.count({ where: { deletedAt: null, ...appointmentsWithin(reach()) } }),
  );
  expect(count).toBe(expected);
});

it('a patient books for no one else, a doctor changes no other schedule; nobody else is held to that', () => {
  const fault = (work: () => void) => {
    try {
      work();
      return 'none';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const booked = [WHOLE_TENANT, ofDoctor('mine'), ofPatient('byDoctor')].map((reach) =>
    fault(() => requirePatientWithin(reach, id('byDeleted'))),
  );
  expect(booked).toEqual(['none', 'none', 'RESOURCE_NOT_FOUND']);
  expect(fault(() => requirePatientWithin(ofPatient('byDoctor'), id('byDoctor')))).toBe('none');
  const changed = [WHOLE_TENANT, ofDoctor('mine'), ofDoctor('other')].map((reach) =>
    fault(() => requireOwnSchedule(reach, id('mine'))),
  );
  expect(changed).toEqual(['none', 'none', 'FORBIDDEN']);
});
