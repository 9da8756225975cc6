import { DAY_MS, instantOf, localDate, MINUTE_MS, plus } from './calendar';
import type { Outcome } from './data/conversations';
import type { SeededDoctor } from './make-doctors';
import type { Prng } from './prng';
import type { AgentType, AppointmentRow, PatientRow } from './rows';
import { suits } from './suits';

/** A call before it is spoken: who, when, about which visit. */
export interface CallPlan {
  at: Date;
  agentType: AgentType;
  outcome: Outcome;
  doctor: SeededDoctor;
  /** Neither: somebody unknown called. */
  patient: PatientRow | null;
  appointment: AppointmentRow | null;
}

const COUNTS: Readonly<Record<AgentType, number>> = { inbound: 335, reminder: 280, feedback: 160 };
const UNKNOWN_CALLERS = 25;
const DAYS = 60;

/**
 * What the calls of the last sixty days were about, oldest first. A call makes sense beside its visit: it comes before a visit
 * that it books or recalls, at the time at which a cancelled one was cancelled, and after one that it asks about.
 */
export function planCalls(
  prng: Prng,
  doctors: readonly SeededDoctor[],
  patients: readonly PatientRow[],
  appointments: readonly AppointmentRow[],
  now: Date,
): CallPlan[] {
  const doctorById = new Map(doctors.map((doctor) => [doctor.row.id, doctor]));
  const patientById = new Map(patients.map((patient) => [patient.id, patient]));
  const plans: Record<AgentType, CallPlan[]> = { inbound: [], reminder: [], feedback: [] };
  for (const appointment of appointments) {
    const doctor = doctorById.get(appointment.doctorId);
    const patient = patientById.get(appointment.patientId);
    // Nobody rings a child up.
    if (!doctor || !patient || !suits('adults', patient, now)) continue;
    const outcome = appointment.status === 'cancelled' ? 'cancelled' : 'kept';
    for (const { agentType, at } of occasions(prng, appointment, doctor.zone)) {
      if (isRecent(at, now)) plans[agentType].push({ agentType, at, outcome, doctor, patient, appointment });
    }
  }
  const unknown = Array.from({ length: UNKNOWN_CALLERS }, () => unknownCaller(prng, doctors, now));
  const chosen = (Object.keys(plans) as AgentType[]).flatMap((kind) => some(prng, plans[kind], COUNTS[kind]));
  return [...chosen, ...unknown].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** The times at which the voice agents could have spoken with the patient about a visit. */
function occasions(prng: Prng, visit: AppointmentRow, zone: string): { agentType: AgentType; at: Date }[] {
  const at = (days: number) =>
    plus(instantOf(localDate(visit.startsAt, zone).add({ days }), prng.int(10 * 3600, 19 * 3600), zone), prng.int(0, 999));
  const ending = plus(visit.updatedAt, -2 * MINUTE_MS);
  if (visit.status === 'cancelled') {
    return ending > visit.createdAt ? [{ agentType: prng.pick(['inbound', 'reminder'] as const), at: ending }] : [];
  }
  const found: { agentType: AgentType; at: Date }[] = [];
  if (visit.bookingSource === 'VOICE_AGENT') found.push({ agentType: 'inbound', at: plus(visit.createdAt, -1.5 * MINUTE_MS) });
  const dayBefore = at(-1);
  if (dayBefore > visit.createdAt) found.push({ agentType: 'reminder', at: dayBefore });
  if (visit.status === 'completed') found.push({ agentType: 'feedback', at: at(prng.int(1, 2)) });
  return found;
}

/** Within the last sixty days, and over by now. */
function isRecent(at: Date, now: Date): boolean {
  return at > plus(now, -DAYS * DAY_MS) && at < plus(now, -10 * MINUTE_MS);
}

function unknownCaller(prng: Prng, doctors: readonly SeededDoctor[], now: Date): CallPlan {
  const doctor = prng.pick(doctors);
  const date = localDate(now, doctor.zone).subtract({ days: prng.int(2, DAYS - 2) });
  const at = instantOf(date, prng.int(8 * 3600, 20 * 3600), doctor.zone);
  return { at, agentType: 'inbound', outcome: 'kept', doctor, patient: null, appointment: null };
}

/** So many of the list, by chance. */
function some<T>(prng: Prng, items: readonly T[], count: number): T[] {
  return items
    .map((item) => ({ item, key: prng.next() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ item }) => item);
}
