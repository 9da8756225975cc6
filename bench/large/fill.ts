import pg from 'pg';
import { insertRows } from '@/server/seed/insert-rows';
import { Prng } from '@/server/seed/prng';
import type { AppointmentRow, PatientRow } from '@/server/seed/rows';
import { progress } from '@/server/start/terminal';
import { dropIndexes, makeIndexes } from './bulk-indexes';
import { checkCounters } from './check-counters';
import { copyIn } from './copy-in';
import { copyLine } from './copy-line';
import { makeBookings } from './make-bookings';
import { makeHouse, makePeople } from './make-people';
import { APPOINTMENTS_PER_PATIENT, type HospitalPlan, PLANTED, planHospitals, plantedNumber } from './plan';

const SEED = 1_000_000;
const CONNECTIONS = 2;
/** Rows of one COPY: its statement triggers count them together. */
const BATCH = 25_000;
const TABLES = ['patients', 'appointments'] as const;

/**
 * Fills an empty database with hospitals of so many patients together, by COPY, and checks that the counters, written by the
 * triggers meanwhile, say what is there.
 */
export async function fill(ownerUrl: string, patients: number, name: string): Promise<void> {
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client(ownerUrl));
  const [first] = clients as [pg.Client];
  await Promise.all(clients.map((client) => client.connect()));
  try {
    const plans = planHospitals(patients);
    const rows = patients * (1 + APPOINTMENTS_PER_PATIENT);
    let stored = 0;
    const label = `${name}: copying ${rows.toLocaleString('en')} rows`;
    const done = (count: number) => {
      stored += count;
      progress(stored, rows, label);
    };
    const dropped = await dropIndexes(first, TABLES);
    const now = new Date();
    await Promise.all(clients.map((client) => fillHospitals(client, plans, now, done)));
    await makeIndexes(clients, dropped, (made, of) => progress(made, of, `${name}: indexes and foreign keys`));
    await first.query('SELECT fold_patient_counts(id), fold_appointment_counts(id) FROM hospitals');
    await first.query('VACUUM (ANALYZE)');
    await checkCounters(first);
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function fillHospitals(
  client: pg.Client,
  plans: HospitalPlan[],
  now: Date,
  done: (count: number) => void,
): Promise<void> {
  for (let plan = plans.shift(); plan; plan = plans.shift()) await fillHospital(client, plan, now, done);
}

async function fillHospital(client: pg.Client, plan: HospitalPlan, now: Date, done: (count: number) => void): Promise<void> {
  const prng = new Prng(SEED + plan.index);
  const house = makeHouse(prng, plan, now);
  await insertRows(client, 'hospitals', [house.hospital]);
  await insertRows(client, 'branches', house.branches);
  await insertRows(client, 'doctors', house.doctors);
  const people = makePeople(prng, plan, house, now);
  await copyAll<PatientRow>(client, 'patients', people.values(), done);
  const isPlanted = (_: string, index: number) => plantedNumber(plan, plan.patients, PLANTED.patients, index) !== null;
  const ids = people.map(({ id }) => id);
  const booker = { plantedIds: ids.filter(isPlanted), patientIds: ids.filter((id, index) => !isPlanted(id, index)) };
  await copyAll<AppointmentRow>(client, 'appointments', makeBookings(prng.fork('bookings'), plan, house, booker, now), done);
}

/** Copies all rows, so many a statement. */
async function copyAll<Row extends object>(
  client: pg.Client,
  table: string,
  rows: IterableIterator<Row>,
  done: (count: number) => void,
): Promise<void> {
  let next = rows.next();
  while (!next.done) {
    const columns = Object.keys(next.value).map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
    let count = 0;
    const lines = function* () {
      for (; !next.done && count < BATCH; next = rows.next(), count++) yield copyLine(Object.values(next.value));
    };
    await copyIn(client, `COPY ${table} (${columns.join(', ')}) FROM STDIN`, lines());
    done(count);
  }
}
