import { SPECIALTIES } from './data/specialties';
import { makeAppointments, patientChooser } from './make-appointments';
import { makeOverrides, makeWindows } from './make-availability';
import { makeCalls } from './make-calls';
import { makeDoctors } from './make-doctors';
import { makeBranches, makeHospital } from './make-hospital';
import { makePatients } from './make-patients';
import { slotsOf } from './make-slots';
import { Prng } from './prng';
import type { SeedData } from './rows';

/** Any number; another one makes another hospital. */
const SEED = 20_261_121;

const PATIENTS = 2_000;

/** All rows of the demo hospital. The same `now` gives the same rows, ids included. */
export function makeDemo(now: Date): SeedData {
  const prng = new Prng(SEED);
  const hospital = makeHospital(prng.fork('hospital'), now);
  const branches = makeBranches(prng.fork('branches'), hospital);
  const doctors = makeDoctors(prng.fork('doctors'), hospital, branches);
  const schedules = doctors.map((doctor) => {
    const own = prng.fork(`availability/${doctor.profile.licenseNumber}`);
    const windows = makeWindows(own, doctor);
    return { doctor, windows, overrides: makeOverrides(own, doctor, windows, now) };
  });
  const places = branches.map(({ site, branch }) => ({
    site,
    branchId: branch.id,
    doctors: doctors
      .filter(({ row }) => row.branchId === branch.id)
      .map(({ row, profile }) => ({ id: row.id, audience: SPECIALTIES[profile.specialty].audience })),
  }));
  const patients = makePatients(prng.fork('patients'), PATIENTS, { hospitalId: hospital.id, now, places });
  const taken = new Set<string>();
  const appointments = schedules.flatMap(({ doctor, windows, overrides }) => {
    const own = prng.fork(`appointments/${doctor.profile.licenseNumber}`);
    const choosePatient = patientChooser(own, doctor, patients, taken, now);
    return makeAppointments(own, doctor, slotsOf(doctor, windows, overrides, now), choosePatient, now);
  });
  const { calls, lines } = makeCalls(prng.fork('calls'), doctors, patients, appointments, now);
  return {
    hospitals: [hospital],
    branches: branches.map(({ branch }) => branch),
    doctors: doctors.map(({ row }) => row),
    availability_windows: schedules.flatMap(({ windows }) => windows),
    availability_overrides: schedules.flatMap(({ overrides }) => overrides),
    patients,
    appointments,
    calls,
    transcript_lines: lines,
  };
}
