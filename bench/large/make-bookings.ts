import { DAY_MS, plus } from '@/server/seed/calendar';
import type { Prng } from '@/server/seed/prng';
import type { AppointmentRow, AppointmentStatus, DoctorRow } from '@/server/seed/rows';
import type { House } from './make-people';
import { type HospitalPlan, PLANTED, plantedNumber } from './plan';

const SLOT_MS = 30 * 60_000;
/** Appointments are booked over two years, and begin from then until a month from now. */
const BOOKED_DAYS = 730;
const FIRST_START_DAYS = 720;
const START_DAYS = 750;
/** Bookings within which a doctor's appointments are not in the order of their beginnings. */
const SHUFFLED = 64;

/** Whose appointments these are: in a measured hospital planted patients have the planted ones only. */
export type Booker = { patientIds: readonly string[]; plantedIds: readonly string[] };

/** A hospital's appointments in the order of their booking; no two of a doctor at once. */
export function* makeBookings(
  prng: Prng,
  plan: HospitalPlan,
  { hospital, doctors }: House,
  { patientIds, plantedIds }: Booker,
  now: Date,
): Generator<AppointmentRow> {
  const regular = doctors.slice(0, -1);
  const planted = doctors.at(-1);
  const each = Math.ceil(plan.appointments / regular.length);
  for (let index = 0; index < plan.appointments; index++) {
    const createdAt = plus(
      now,
      -Math.round(BOOKED_DAYS * DAY_MS * (1 - (index + prng.next() * 0.9) / plan.appointments)) - 60_000,
    );
    const number = plantedNumber(plan, plan.appointments, PLANTED.appointments, index);
    const doctor = (number === null ? regular[index % regular.length] : planted) as DoctorRow;
    const startsAt = number === null ? startOf(Math.floor(index / regular.length), each, now) : plantedStart(number, now);
    const patientId = number === null ? prng.pick(patientIds) : (plantedIds[plantedPatient(number)] as string);
    yield {
      hospitalId: hospital.id,
      id: prng.uuid(createdAt),
      // Some were booked before the branch was known.
      branchId: (number === null && prng.chance(0.02) ? null : doctor.branchId) as string,
      patientId,
      doctorId: doctor.id,
      startsAt,
      endsAt: plus(startsAt, SLOT_MS),
      status: number === null ? statusOf(prng, startsAt < now) : 'no_show',
      type: prng.weighted({ CONSULTATION: 55, FOLLOW_UP: 25, IN_PERSON: 12, VIDEO: 8 }),
      reason: 'Check-up',
      notes: null,
      statusReason: null,
      bookingSource: prng.weighted({ voice: 60, desk: 30, web: 10 }),
      createdAt,
      updatedAt: createdAt,
    };
  }
}

/** The beginning of a doctor's how manieth appointment, of so many. */
function startOf(booked: number, each: number, now: Date): Date {
  const block = booked - (booked % SHUFFLED);
  const whole = block + SHUFFLED <= each;
  const slot = whole ? block + ((booked * 37 + 11) % SHUFFLED) : booked;
  const day = Math.floor((slot * START_DAYS) / each);
  const ofDay = slot - Math.ceil((day * each) / START_DAYS);
  return plus(midnight(now), (day - FIRST_START_DAYS) * DAY_MS + 3 * 3_600_000 + ofDay * SLOT_MS);
}

function plantedStart(number: number, now: Date): Date {
  const { from, count } = PLANTED.daysAhead;
  return plus(midnight(now), (from + (number % count)) * DAY_MS + 3 * 3_600_000 + Math.floor(number / count) * SLOT_MS);
}

const plantedPatient = (number: number): number => (number < PLANTED.appointmentsOfOne ? 0 : number);

const midnight = (now: Date): Date => new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS);

function statusOf(prng: Prng, past: boolean): AppointmentStatus {
  return past
    ? prng.weighted({ completed: 86, cancelled: 14 })
    : prng.weighted({ scheduled: 60, confirmed: 30, cancelled: 10 });
}
