/** How many hospitals there are, and which share of all patients the measured one has: 300,000 of 1,000,000. */
const HOSPITALS = 200;
const SHARE_OF_MEASURED = 0.3;
export const APPOINTMENTS_PER_PATIENT = 5;

export type HospitalPlan = {
  index: number;
  /** The largest, which the queries are sent to. */
  measured: boolean;
  patients: number;
  appointments: number;
  doctors: number;
};

/** The hospitals of a data set of so many patients, the largest first. */
export function planHospitals(patients: number): HospitalPlan[] {
  const large = Math.round(patients * SHARE_OF_MEASURED);
  return Array.from({ length: HOSPITALS }, (_, index) => {
    const others = HOSPITALS - 1;
    const own = index === 0 ? large : Math.floor((patients - large) / others) + (index <= (patients - large) % others ? 1 : 0);
    return {
      index,
      measured: index === 0,
      patients: own,
      appointments: own * APPOINTMENTS_PER_PATIENT,
      // One doctor for each 2,500 patients, and at least the demo's twelve.
      doctors: Math.max(12, Math.round(own / 2_500)),
    };
  });
}

/**
 * Rows that are planted into the measured hospital of either data set, equally many and spread evenly over its history, so that
 * the same query finds as many in a small hospital as in a large one.
 */
export const PLANTED = {
  patients: 900,
  appointments: 900,
  surname: 'Zubeldiaqui',
  phone: '+919800770',
  branch: 'Clinic of the planted rows',
  doctor: 'Dr. Planted Zubeldiaqui',
  /** Of the first planted patient; the others have the rest. */
  appointmentsOfOne: 200,
  /** Days ahead in which all planted appointments, and no others, begin. */
  daysAhead: { from: 400, count: 30 },
} as const;

/** Is this row planted, and the how manieth of them is it? Null for all others. */
export function plantedNumber(plan: HospitalPlan, rows: number, planted: number, index: number): number | null {
  if (!plan.measured) return null;
  const step = Math.floor(rows / planted);
  const number = index / step;
  return Number.isInteger(number) && number < planted ? number : null;
}
