import pg from 'pg';
import { SPECIALTIES } from '@/server/seed/data/specialties';
import { insertRows } from '@/server/seed/insert-rows';
import { makeDoctors } from '@/server/seed/make-doctors';
import { makeBranches, makeHospital } from '@/server/seed/make-hospital';
import { makePatients } from '@/server/seed/make-patients';
import { Prng } from '@/server/seed/prng';
import { progress } from '@/server/start/terminal';

const SEED = 100_000;

/** One hospital with its branches and doctors and so many patients, then the housekeeping that autovacuum would do later. */
export async function fill(ownerUrl: string, count: number): Promise<void> {
  const prng = new Prng(SEED);
  const now = new Date();
  const hospital = makeHospital(prng.fork('hospital'), now);
  const branches = makeBranches(prng.fork('branches'), hospital);
  const doctors = makeDoctors(prng.fork('doctors'), hospital, branches);
  const places = branches.map(({ site, branch }) => ({
    site,
    branchId: branch.id,
    doctors: doctors
      .filter(({ row }) => row.branchId === branch.id)
      .map(({ row, profile }) => ({ id: row.id, audience: SPECIALTIES[profile.specialty].audience })),
  }));
  const patients = makePatients(prng.fork('patients'), count, { hospitalId: hospital.id, now, places });
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    await insertRows(client, 'hospitals', [hospital]);
    await insertRows(
      client,
      'branches',
      branches.map(({ branch }) => branch),
    );
    await insertRows(
      client,
      'doctors',
      doctors.map(({ row }) => row),
    );
    let stored = 0;
    await insertRows(client, 'patients', patients, (batch) => {
      stored += batch;
      progress(stored, patients.length, `Storing ${patients.length.toLocaleString('en')} patients`);
    });
    await client.query('SELECT fold_patient_counts($1)', [hospital.id]);
    await client.query('VACUUM (ANALYZE) patients, patient_counts, branches, doctors');
  } finally {
    await client.end();
  }
}
