import { DAY_MS, plus } from './calendar';
import { SITES, type Site } from './data/sites';
import type { Prng } from './prng';
import type { BranchRow, HospitalRow } from './rows';

/** The hospital is older than the patients of the last two years. */
const FOUNDED_DAYS_AGO = 760;

/** The demo hospital itself. */
export function makeHospital(prng: Prng, now: Date): HospitalRow {
  const createdAt = plus(now, -FOUNDED_DAYS_AGO * DAY_MS);
  return {
    id: prng.uuid(createdAt),
    name: 'Vida Arogya Hospital',
    timezone: 'Asia/Kolkata',
    country: 'IN',
    currency: 'INR',
    createdAt,
    updatedAt: createdAt,
  };
}

/** One branch for each site, in their order. */
export function makeBranches(prng: Prng, hospital: HospitalRow): { site: Site; branch: BranchRow }[] {
  return SITES.map((site, index) => {
    const createdAt = plus(hospital.createdAt, (index + 1) * DAY_MS);
    const branch: BranchRow = {
      hospitalId: hospital.id,
      id: prng.uuid(createdAt),
      name: site.name,
      location: site.location,
      landmark: site.landmark,
      callerNumber: site.callerNumber,
      outboundNumber: site.outboundNumber,
      status: 'ACTIVE',
      timezone: site.timezone,
      operatingHours: [1, 2, 3, 4, 5, 6, 7].map((day) => openOn(day)),
      createdAt,
      updatedAt: createdAt,
    };
    return { site, branch };
  });
}

function openOn(day: number): BranchRow['operatingHours'][number] {
  if (day === 7) return { day_of_week: day, is_open: false, start_time: null, end_time: null };
  return { day_of_week: day, is_open: true, start_time: '07:00:00', end_time: day === 6 ? '14:00:00' : '20:00:00' };
}
