import { foldName } from '@/server/kernel/fold-name';
import { asciiSlug } from './ascii-slug';
import { DAY_MS, plus } from './calendar';
import { ALLERGIES, CONDITIONS, MEDICATIONS, RELATIONSHIPS } from './data/clinical';
import type { NamePool } from './data/names';
import { mobileNumber } from './data/phones';
import { SITES, type Site } from './data/sites';
import type { Audience } from './data/specialties';
import type { Prng } from './prng';
import type { Gender, PatientRow } from './rows';
import { suits } from './suits';

/** Where patients belong to. */
export interface PatientPlace {
  site: Site;
  branchId: string | null;
  /** Those who may be a patient's own doctor. */
  doctors: readonly { id: string; audience: Audience }[];
}

export interface PatientOptions {
  hospitalId: string;
  now: Date;
  /** Absent: people of every site, without branch and doctor. */
  places?: readonly PatientPlace[];
}

const YEARS_BACK_MS = 730 * DAY_MS;
const WITHOUT_BRANCH: readonly PatientPlace[] = SITES.map((site) => ({ site, branchId: null, doctors: [] }));
const MAIL_HOSTS = ['example.com', 'example.net', 'example.org'] as const;

/**
 * So many patients, oldest first, registered over the last two years. A telephone belongs to one patient, or to two of one
 * family (who differ in name). Every telephone is valid for its country; every e-mail is at a domain that nobody owns.
 *
 * Fast enough for a benchmark's hundred thousand (about 2 s).
 */
export function makePatients(prng: Prng, count: number, options: PatientOptions): PatientRow[] {
  const places = options.places ?? WITHOUT_BRANCH;
  const bySite = new Map(places.map((place) => [place.site.slug, place]));
  const weights = Object.fromEntries(places.map(({ site }) => [site.slug, site.weight])) as Record<Site['slug'], number>;
  const phones = new Set<string>();
  const patients: PatientRow[] = [];
  let relative: { patient: PatientRow; place: PatientPlace } | undefined;
  for (let index = 0; index < count; index++) {
    const place = relative?.place ?? bySite.get(prng.weighted(weights));
    if (!place) continue;
    // Even steps with some chance in each: in order of time without sorting, and never two at once.
    const createdAt = plus(options.now, -Math.ceil(YEARS_BACK_MS * (1 - (index + prng.next() * 0.9) / count)) - 60_000);
    const patient = makePatient(prng, place, options, createdAt, relative?.patient);
    if (!relative) {
      while (phones.has(patient.phone)) patient.phone = phoneOf(prng, place.site);
      phones.add(patient.phone);
    }
    patients.push(patient);
    relative = !relative && prng.chance(0.03) ? { patient, place } : undefined;
  }
  return patients;
}

function makePatient(
  prng: Prng,
  place: PatientPlace,
  { hospitalId, now }: PatientOptions,
  createdAt: Date,
  relative: PatientRow | undefined,
): PatientRow {
  const sex = prng.chance(0.52) ? 'female' : 'male';
  const name = nameOf(prng, place.site.names, sex, relative);
  const born = plus(createdAt, -ageInDays(prng) * DAY_MS);
  const told = prng.weighted({ birthday: 88, age: 8, neither: 4 });
  const years = Math.floor((now.getTime() - born.getTime()) / (365.25 * DAY_MS));
  const person = {
    gender: genderOf(prng, sex),
    dateOfBirth: told === 'birthday' ? born.toISOString().slice(0, 10) : null,
    age: told === 'age' ? years : null,
  };
  const doctors = place.doctors.filter((doctor) => suits(doctor.audience, person, now));
  return {
    hospitalId,
    id: prng.uuid(createdAt),
    branchId: place.branchId,
    doctorId: doctors.length > 0 && prng.chance(0.7) ? prng.pick(doctors).id : null,
    name,
    nameFolded: foldName(name),
    phone: relative?.phone ?? phoneOf(prng, place.site),
    email: prng.chance(0.62) ? `${asciiSlug(name)}${prng.int(1, 9999)}@${prng.pick(MAIL_HOSTS)}` : null,
    ...person,
    address: prng.chance(0.85) ? addressOf(prng, place.site) : null,
    status: prng.chance(0.96) ? 'ACTIVE' : 'INACTIVE',
    medicalHistory: prng.chance(0.35) ? historyOf(prng) : null,
    insurance: prng.chance(0.3) ? { provider: prng.pick(place.site.insurers), policyNumber: `P${prng.digits(9)}` } : null,
    emergencyContact: prng.chance(0.25) ? contactOf(prng, place.site) : null,
    createdAt,
    updatedAt: createdAt,
  };
}

const AGE_BANDS = { baby: [0, 5], child: [6, 15], young: [16, 39], middle: [40, 64], old: [65, 91] } as const;

/** Every fifth patient is a child, few are very old. */
function ageInDays(prng: Prng): number {
  const [low, high] = AGE_BANDS[prng.weighted({ baby: 12, child: 8, young: 35, middle: 30, old: 15 })];
  return Math.floor(prng.int(low, high) * 365.25) + prng.int(20, 360);
}

function nameOf(prng: Prng, pool: NamePool, sex: 'male' | 'female', relative: PatientRow | undefined): string {
  const first = prng.pick(pool[sex]);
  if (relative) {
    const [, ...surnames] = relative.name.split(' ');
    const name = [first, ...surnames].join(' ');
    // Same telephone and same name would be the same person.
    return name === relative.name ? `${first} ${prng.pick(pool.surnames)} ${surnames.join(' ')}` : name;
  }
  const surname = prng.pick(pool.surnames);
  return pool.doubleSurname ? `${first} ${surname} ${prng.pick(pool.surnames)}` : `${first} ${surname}`;
}

function genderOf(prng: Prng, sex: 'male' | 'female'): Gender {
  const told: Gender = sex === 'female' ? 'FEMALE' : 'MALE';
  const answer = prng.weighted({ told: 97, UNKNOWN: 2, OTHER: 1 });
  return answer === 'told' ? told : answer;
}

function phoneOf(prng: Prng, site: Site): string {
  return mobileNumber(prng, prng.weighted({ IN: 0, CO: 0, MX: 0, PE: 0, ...site.phones }));
}

function addressOf(prng: Prng, site: Site): string {
  const [area, postcode] = prng.pick(site.localities);
  const flat = `${prng.int(1, 14)}0${prng.int(1, 8)}`;
  return `${flat} ${prng.pick(site.houses)}, ${prng.pick(site.streets)}, ${area}, ${site.city} ${postcode}`;
}

function historyOf(prng: Prng): NonNullable<PatientRow['medicalHistory']> {
  return {
    conditions: [prng.pick(CONDITIONS)],
    allergies: prng.chance(0.3) ? [prng.pick(ALLERGIES)] : [],
    medications: prng.chance(0.6) ? [prng.pick(MEDICATIONS)] : [],
  };
}

function contactOf(prng: Prng, site: Site): NonNullable<PatientRow['emergencyContact']> {
  const sex = prng.chance(0.5) ? 'female' : 'male';
  return {
    name: nameOf(prng, site.names, sex, undefined),
    phone: phoneOf(prng, site),
    relationship: prng.pick(RELATIONSHIPS),
  };
}
