import { DAY_MS } from '@/server/seed/calendar';
import type { Facts } from './facts';
import { PLANTED } from './plan';

/**
 * `equal`: finds equally many in both data sets, 1,000 at most. `page`: a page of a list that grows with the hospital. `wide`: a
 * search that finds a part of all there are.
 */
export type Kind = 'equal' | 'page' | 'wide';

export type Query = { name: string; kind: Kind; pathOf: (facts: Facts) => string };

/** Parts of the planted surname and telephones, which no others hold. */
const NAME_PART = 'beldiaq';
const PHONE_PART = PLANTED.phone.slice(3);

const PATIENTS: [kind: Kind, name: string, parameters: (facts: Facts) => Record<string, string>][] = [
  ['page', 'first page', () => ({})],
  ['page', 'deep, by cursor', ({ patientCursor }) => ({ cursor: patientCursor })],
  ['page', 'page 50', () => ({ page: '50' })],
  ['page', 'status', () => ({ status: 'ACTIVE' })],
  ['page', 'branch', ({ branch }) => ({ branch_id: branch })],
  ['page', 'doctor', ({ doctor }) => ({ doctor_id: doctor })],
  ['page', 'status, branch', ({ branch }) => ({ status: 'ACTIVE', branch_id: branch })],
  ['page', 'status, doctor', ({ doctor }) => ({ status: 'ACTIVE', doctor_id: doctor })],
  ['page', 'status, deep', ({ patientCursor }) => ({ status: 'ACTIVE', cursor: patientCursor })],
  ['equal', 'status', () => ({ status: 'INACTIVE' })],
  ['equal', 'branch', ({ plantedBranch }) => ({ branch_id: plantedBranch })],
  ['equal', 'doctor', ({ plantedDoctor }) => ({ doctor_id: plantedDoctor })],
  ['equal', 'status, branch', ({ plantedBranch }) => ({ status: 'INACTIVE', branch_id: plantedBranch })],
  ['equal', 'all three', (facts) => ({ status: 'INACTIVE', branch_id: facts.plantedBranch, doctor_id: facts.plantedDoctor })],
  ['equal', 'status, deep', ({ patientCursor }) => ({ status: 'INACTIVE', cursor: patientCursor })],
  ['equal', 'q, part of a name', () => ({ q: NAME_PART })],
  ['equal', 'q, part of a telephone', () => ({ q: PHONE_PART })],
  ['equal', 'q and status', () => ({ q: NAME_PART, status: 'INACTIVE' })],
  ['equal', 'q that finds nothing', () => ({ q: 'no such person' })],
  ['wide', 'q "sharma"', () => ({ q: 'sharma' })],
  ['wide', 'q "sha"', () => ({ q: 'sha' })],
  ['wide', 'q "an"', () => ({ q: 'an' })],
  ['wide', 'q "a"', () => ({ q: 'a' })],
  ['wide', 'q "98765"', () => ({ q: '98765' })],
];

const days = (from: number, count: number) => ({ start_date: dayFromNow(from), end_date: dayFromNow(from + count - 1) });
const plantedDays = days(PLANTED.daysAhead.from - 1, PLANTED.daysAhead.count + 2);

const APPOINTMENTS: typeof PATIENTS = [
  ['page', 'first page', () => ({})],
  ['page', 'deep, by cursor', ({ appointmentCursor }) => ({ cursor: appointmentCursor })],
  ['page', 'page 50', () => ({ page: '50' })],
  ['page', 'status (one)', () => ({ status: 'COMPLETED' })],
  ['page', 'status (three)', () => ({ status: 'BOOKED' })],
  ['page', 'branch', ({ branch }) => ({ branch_id: branch })],
  ['page', 'doctor', ({ doctor }) => ({ doctor_id: doctor })],
  ['page', 'status, branch', ({ branch }) => ({ status: 'COMPLETED', branch_id: branch })],
  ['page', 'status, doctor', ({ doctor }) => ({ status: 'CANCELLED', doctor_id: doctor })],
  ['page', 'a week', () => days(-100, 7)],
  ['page', 'a week, deep', ({ appointmentCursor }) => ({ ...days(-640, 7), cursor: appointmentCursor })],
  ['page', 'half a year', () => days(-400, 180)],
  ['page', 'a week, branch', ({ branch }) => ({ ...days(-100, 7), branch_id: branch })],
  ['page', 'a week, doctor', ({ doctor }) => ({ ...days(-100, 7), doctor_id: doctor })],
  ['page', 'a week, status', () => ({ ...days(-100, 7), status: 'CANCELLED' })],
  ['equal', 'status', () => ({ status: 'NO_SHOW' })],
  ['equal', 'branch', ({ plantedBranch }) => ({ branch_id: plantedBranch })],
  ['equal', 'doctor', ({ plantedDoctor }) => ({ doctor_id: plantedDoctor })],
  ['equal', 'patient', ({ plantedPatient }) => ({ patient_id: plantedPatient })],
  ['equal', 'patient, status', ({ plantedPatient }) => ({ patient_id: plantedPatient, status: 'NO_SHOW' })],
  ['equal', 'status, doctor', ({ plantedDoctor }) => ({ status: 'NO_SHOW', doctor_id: plantedDoctor })],
  ['equal', 'days', () => plantedDays],
  ['equal', 'days, status', () => ({ ...plantedDays, status: 'NO_SHOW' })],
  ['equal', 'days, doctor', ({ plantedDoctor }) => ({ ...plantedDays, doctor_id: plantedDoctor })],
  ['equal', 'status, deep', ({ appointmentCursor }) => ({ status: 'NO_SHOW', cursor: appointmentCursor })],
  ['equal', 'q, part of a name', () => ({ q: NAME_PART })],
  ['equal', 'q and status', () => ({ q: NAME_PART, status: 'NO_SHOW' })],
  ['equal', 'q that finds nothing', () => ({ q: 'no such person' })],
  ['wide', 'q "sharma"', () => ({ q: 'sharma' })],
  ['wide', 'q "sha"', () => ({ q: 'sha' })],
  ['wide', 'q "a"', () => ({ q: 'a' })],
];

/** Every list that is measured. */
export const QUERIES: Query[] = [
  ...PATIENTS.map((query) => toQuery('patients', ...query)),
  ...APPOINTMENTS.map((query) => toQuery('appointments', ...query)),
];

function toQuery(list: string, kind: Kind, name: string, parameters: (facts: Facts) => Record<string, string>): Query {
  const pathOf = (facts: Facts) => `/api/external/${list}?${new URLSearchParams({ limit: '20', ...parameters(facts) })}`;
  return { name: `${list}: ${name}`, kind, pathOf };
}

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}
