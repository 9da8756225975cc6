import { asciiSlug } from './ascii-slug';
import { DAY_MS, plus } from './calendar';
import { DOCTORS, type DoctorProfile } from './data/doctors';
import { mobileNumber } from './data/phones';
import type { Site } from './data/sites';
import { SPECIALTIES } from './data/specialties';
import type { Prng } from './prng';
import type { BranchRow, DoctorRow, HospitalRow } from './rows';

/** A doctor with what the rest of the seed wants to know about them. */
export interface SeededDoctor {
  row: DoctorRow;
  profile: DoctorProfile;
  branch: BranchRow;
  site: Site;
  /** The branch's zone, else the hospital's. */
  zone: string;
}

/** The twelve doctors, each at their branch. */
export function makeDoctors(
  prng: Prng,
  hospital: HospitalRow,
  branches: readonly { site: Site; branch: BranchRow }[],
): SeededDoctor[] {
  return DOCTORS.map((profile, index) => {
    const home = branches.find(({ site }) => site.slug === profile.site);
    if (!home) throw new Error(`No branch for ${profile.name}.`);
    const { site, branch } = home;
    const createdAt = plus(branch.createdAt, (index + 1) * 0.7 * DAY_MS);
    const row: DoctorRow = {
      hospitalId: hospital.id,
      id: prng.uuid(createdAt),
      branchId: branch.id,
      name: profile.name,
      phone: mobileNumber(prng, site.slug === 'bogota' ? 'CO' : 'IN'),
      email: `${asciiSlug(profile.name.replace(/^Dra?\. /, ''))}@vida-arogya.example`,
      specialty: profile.specialty,
      department: SPECIALTIES[profile.specialty].department,
      qualification: profile.qualification,
      experienceYears: profile.experienceYears,
      opFee: profile.opFee,
      currency: site.slug === 'bogota' ? 'COP' : hospital.currency,
      status: 'ACTIVE',
      licenseNumber: profile.licenseNumber,
      bio: profile.bio,
      slotDurationMinutes: profile.slotMinutes,
      availabilityAt: plus(createdAt, DAY_MS),
      createdAt,
      updatedAt: plus(createdAt, DAY_MS),
    };
    return { row, profile, branch, site, zone: branch.timezone ?? hospital.timezone };
  });
}
