import { DAY_MS, earlier, instantOf, localDate, MINUTE_MS, plus } from './calendar';
import { BEFORE_VISIT_NOTES, CANCELLED_REASONS, NO_SHOW_REASONS } from './data/clinical';
import { SPECIALTIES } from './data/specialties';
import type { SeededDoctor } from './make-doctors';
import { chooseSlots, type Slot } from './make-slots';
import type { Prng } from './prng';
import type { AppointmentRow, AppointmentStatus, AppointmentType, PatientRow } from './rows';
import { suits } from './suits';

/** Of each doctor: 12 × (380 + 120) = 6,000. */
const PAST_EACH = 380;
const FUTURE_EACH = 120;

const TYPES = { CONSULTATION: 40, FOLLOW_UP: 25, IN_PERSON: 22, VIDEO: 13 } as const;
const TELEMEDICINE_TYPES = { CONSULTATION: 10, FOLLOW_UP: 8, IN_PERSON: 7, VIDEO: 75 } as const;

/** Visits of one doctor, past and future, in `slots` only and never two in one. */
export function makeAppointments(
  prng: Prng,
  doctor: SeededDoctor,
  slots: readonly Slot[],
  choosePatient: ChoosePatient,
  now: Date,
): AppointmentRow[] {
  const past = slots.filter((slot) => slot.startsAt <= now);
  const future = slots.filter((slot) => slot.startsAt > now);
  const chosen = [...chooseSlots(prng, past, PAST_EACH, now), ...chooseSlots(prng, future, FUTURE_EACH, now)];
  return chosen.map((slot) => makeAppointment(prng, doctor, slot, choosePatient, now));
}

function makeAppointment(
  prng: Prng,
  { row: doctor, profile, zone }: SeededDoctor,
  slot: Slot,
  choosePatient: ChoosePatient,
  now: Date,
): AppointmentRow {
  const { reasons, notes } = SPECIALTIES[profile.specialty];
  const createdAt = bookedAt(prng, slot, zone, now);
  const status = statusOf(prng, slot, now);
  const types: Record<AppointmentType, number> = profile.specialty.endsWith('Telemedicine') ? TELEMEDICINE_TYPES : TYPES;
  return {
    hospitalId: doctor.hospitalId,
    id: prng.uuid(createdAt),
    branchId: doctor.branchId,
    patientId: choosePatient(slot, createdAt).id,
    doctorId: doctor.id,
    ...slot,
    status,
    type: prng.weighted(types),
    reason: prng.pick<string>(reasons),
    notes: notesOf(prng, status, notes),
    statusReason: statusReasonOf(prng, status),
    bookingSource: prng.weighted({ MANUAL: 35, VOICE_AGENT: 35, CRM: 20, WEBSITE: 10 }),
    createdAt,
    updatedAt: changedAt(prng, status, slot, createdAt, now),
  };
}

/** Some days before, by day; for a visit at short notice, an hour or so before. Always before both the visit and now. */
function bookedAt(prng: Prng, { startsAt }: Slot, zone: string, now: Date): Date {
  const untilNow = Math.max(0, Math.ceil((startsAt.getTime() - now.getTime()) / DAY_MS));
  const date = localDate(startsAt, zone).subtract({ days: untilNow + prng.int(0, untilNow > 0 ? 12 : 21) });
  const byDay = plus(instantOf(date, prng.int(8 * 3600, 20 * 3600 - 1), zone), prng.int(0, 999));
  const latest = plus(earlier(startsAt, now), -30 * MINUTE_MS);
  return byDay <= latest ? byDay : plus(latest, -prng.int(0, 180 * 60_000));
}

function statusOf(prng: Prng, { startsAt, endsAt }: Slot, now: Date): AppointmentStatus {
  if (endsAt <= now) return prng.weighted({ completed: 84, cancelled: 9, no_show: 7 });
  if (startsAt <= now) return 'in_progress';
  return prng.weighted({ scheduled: 55, confirmed: 38, cancelled: 7 });
}

function notesOf(prng: Prng, status: AppointmentStatus, afterVisit: readonly string[]): string | null {
  if (status === 'completed') return prng.chance(0.6) ? prng.pick(afterVisit) : null;
  return prng.chance(0.2) ? prng.pick(BEFORE_VISIT_NOTES) : null;
}

function statusReasonOf(prng: Prng, status: AppointmentStatus): string | null {
  if (status === 'cancelled') return prng.pick(CANCELLED_REASONS);
  return status === 'no_show' ? prng.pick(NO_SHOW_REASONS) : null;
}

function changedAt(prng: Prng, status: AppointmentStatus, { startsAt, endsAt }: Slot, createdAt: Date, now: Date): Date {
  switch (status) {
    case 'scheduled':
      return createdAt;
    case 'in_progress':
      return startsAt;
    case 'completed':
    case 'no_show':
      return earlier(plus(endsAt, prng.int(1, 20) * MINUTE_MS), now);
    case 'confirmed':
    case 'cancelled':
      return plus(createdAt, Math.floor(prng.next() * (earlier(startsAt, now).getTime() - createdAt.getTime())));
  }
}

/** Finds somebody for a visit that was booked at a time. */
export type ChoosePatient = (slot: Slot, bookedAt: Date) => PatientRow;

/**
 * Somebody of the doctor's branch who was registered by then, whom the specialty sees, and who has no other visit on that
 * day; the doctor's own patients first.
 * @param taken shared by all doctors: who has a visit on which day.
 */
export function patientChooser(
  prng: Prng,
  { row, profile, zone }: SeededDoctor,
  patients: readonly PatientRow[],
  taken: Set<string>,
  now: Date,
): ChoosePatient {
  const { audience } = SPECIALTIES[profile.specialty];
  const eligible = patients.filter((patient) => patient.branchId === row.branchId && suits(audience, patient, now));
  return (slot, bookedAt) => {
    const date = localDate(slot.startsAt, zone).toString();
    const known = countUntil(eligible, bookedAt);
    let found: PatientRow | undefined;
    for (let attempt = 0; attempt < 8; attempt++) {
      const candidate = eligible[prng.int(0, Math.max(0, known - 1))];
      if (!candidate || taken.has(`${candidate.id}/${date}`)) continue;
      found = candidate;
      if (candidate.doctorId === row.id) break;
    }
    if (!found) throw new Error(`No patient for ${profile.name} on ${date}.`);
    taken.add(`${found.id}/${date}`);
    return found;
  };
}

/** How many were registered by then. They are in order of time. */
function countUntil(patients: readonly PatientRow[], at: Date): number {
  let [low, high] = [0, patients.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const patient = patients[middle];
    if (patient && patient.createdAt <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
