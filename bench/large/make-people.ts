import { foldName } from '@/server/kernel/fold-name';
import { plus } from '@/server/seed/calendar';
import { DOCTORS } from '@/server/seed/data/doctors';
import { SPECIALTIES } from '@/server/seed/data/specialties';
import { makeDoctors } from '@/server/seed/make-doctors';
import { makeBranches, makeHospital } from '@/server/seed/make-hospital';
import { makePatients } from '@/server/seed/make-patients';
import type { Prng } from '@/server/seed/prng';
import type { BranchRow, DoctorRow, HospitalRow, PatientRow } from '@/server/seed/rows';
import { type HospitalPlan, PLANTED, plantedNumber } from './plan';

/** A hospital with its branches and doctors. Of planted ones the last of either list. */
export type House = { hospital: HospitalRow; branches: BranchRow[]; doctors: DoctorRow[] };

/** As the demo is made, with more doctors, and with a branch and a doctor for planted rows. */
export function makeHouse(prng: Prng, plan: HospitalPlan, now: Date): House {
  const hospital = { ...makeHospital(prng.fork('hospital'), now), name: `Hospital ${plan.index + 1}` };
  const sites = makeBranches(prng.fork('branches'), hospital);
  const doctors: DoctorRow[] = [];
  for (let round = 0; doctors.length < plan.doctors; round++) {
    const source = prng.fork(`doctors ${round}`);
    for (const { row, site } of makeDoctors(source, hospital, sites)) {
      const person = `${source.pick([...site.names.female, ...site.names.male])} ${source.pick(site.names.surnames)}`;
      doctors.push({ ...row, name: `Dr. ${person}`, licenseNumber: `${row.licenseNumber}-${round}` });
    }
  }
  const branches = sites.map(({ branch }) => branch);
  const [firstBranch, firstDoctor] = [branches[0], doctors[0]];
  if (!firstBranch || !firstDoctor) throw new Error('the seed has no branch or no doctor');
  const branch = { ...firstBranch, id: prng.uuid(now), name: PLANTED.branch };
  const doctor = { ...firstDoctor, id: prng.uuid(now), branchId: branch.id, name: PLANTED.doctor, licenseNumber: 'PLANTED' };
  return { hospital, branches: [...branches, branch], doctors: [...doctors.slice(0, plan.doctors), doctor] };
}

/** The hospital's patients, oldest first; planted ones differ in name, phone, branch, doctor and status from all others. */
export function makePeople(prng: Prng, plan: HospitalPlan, { hospital, branches, doctors }: House, now: Date): PatientRow[] {
  const audienceOf = new Map(DOCTORS.map(({ specialty }) => [specialty as string, SPECIALTIES[specialty].audience]));
  const places = makeBranches(prng.fork('places'), hospital).map(({ site }, index) => {
    const branchId = branches[index]?.id ?? null;
    const own = doctors.slice(0, -1).filter((doctor) => doctor.branchId === branchId);
    return {
      site,
      branchId,
      doctors: own.map(({ id, specialty }) => ({ id, audience: audienceOf.get(specialty) ?? 'everyone' })),
    };
  });
  const patients = makePatients(prng.fork('patients'), plan.patients, { hospitalId: hospital.id, now, places });
  patients.forEach((patient, index) => {
    const number = plantedNumber(plan, plan.patients, PLANTED.patients, index);
    if (number === null) {
      // In a measured hospital only planted patients are inactive, so that a filter by it finds equally many.
      if (plan.measured) patient.status = 'ACTIVE';
      return;
    }
    patient.name = `${patient.name.split(' ')[0]} ${PLANTED.surname}`;
    patient.nameFolded = foldName(patient.name);
    patient.phone = `${PLANTED.phone}${String(number).padStart(3, '0')}`;
    patient.status = 'INACTIVE';
    patient.branchId = branches.at(-1)?.id ?? null;
    patient.doctorId = doctors.at(-1)?.id ?? null;
    patient.updatedAt = plus(patient.createdAt, 1_000);
  });
  return patients;
}
