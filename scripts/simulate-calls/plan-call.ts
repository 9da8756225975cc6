import { CONVERSATIONS, type Language } from '@/server/seed/data/conversations';
import type { Prng } from '@/server/seed/prng';
import type { AgentType } from '@/server/seed/rows';
import type { House } from './read-house';

export type Line = { speaker: 'agent' | 'patient'; text: string };

/** A call before it is played: the body of its record, how it ends, and what is said until then. */
export type CallPlan = {
  record: Record<string, string>;
  status: 'completed' | 'missed' | 'failed';
  lines: Line[];
};

const KINDS = { inbound: 45, reminder: 35, feedback: 20 } as const satisfies Record<AgentType, number>;
const ENDS = { completed: 86, missed: 9, failed: 5 } as const;
const UNKNOWN_CALLERS = 0.05;
const DAY_MS = 86_400_000;
const REASONS = {
  en: ['A check-up', 'A cough that does not go away', 'Back pain', 'My blood test'],
  es: ['Un control', 'Una tos que no se quita', 'Dolor de espalda', 'Mis exámenes de sangre'],
} as const;

/** What a call of this hospital could be. */
export function planCall(prng: Prng, house: House, language: Language, now: Date): CallPlan {
  const patient = house.patients.length > 0 && !prng.chance(UNKNOWN_CALLERS) ? prng.pick(house.patients) : null;
  // Nobody can be rung up whose number is not known.
  const kind = patient ? prng.weighted(KINDS) : 'inbound';
  const branch = patient?.branchId ? house.branches.get(patient.branchId) : undefined;
  const spoken = CONVERSATIONS[language];
  const outcomes = spoken[kind];
  const outcome = outcomes.cancelled.length > 0 && prng.chance(0.2) ? 'cancelled' : 'kept';
  const conversation = prng.pick(patient ? outcomes[outcome] : spoken.unknownCaller);
  const status = prng.weighted(ENDS);
  const values = valuesOf(prng, house, language, kind, patient?.name ?? '', branch?.name ?? house.name, now);
  const said = conversation.map((line): Line => {
    const text = line.slice(3).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
    return { speaker: line.startsWith('A:') ? 'agent' : 'patient', text };
  });
  const inbound = kind === 'inbound';
  const [ours, theirs] = [inbound ? branch?.caller : branch?.outbound, patient?.phone];
  const [from, to] = inbound ? [theirs, ours] : [ours, theirs];
  return {
    record: {
      agent_type: kind === 'reminder' ? 'appointment_reminder' : kind,
      direction: inbound ? 'INBOUND' : 'OUTBOUND',
      ...(from && { from_number: from }),
      ...(to && { to_number: to }),
      ...(patient && { patient_id: patient.id }),
    },
    status,
    // A line that breaks off is in the middle of what was to be said; nobody speaks in a call that nobody takes.
    lines: { completed: said, failed: said.slice(0, prng.int(0, 3)), missed: [] }[status],
  };
}

function valuesOf(
  prng: Prng,
  house: House,
  language: Language,
  kind: AgentType,
  patient: string,
  branch: string,
  now: Date,
): Record<string, string> {
  const doctor = house.doctors.length > 0 ? prng.pick(house.doctors) : null;
  const days = prng.int(1, 6);
  const day = new Date(now.getTime() + (kind === 'feedback' ? -days : days) * DAY_MS);
  const weekday = { weekday: 'long', day: 'numeric', month: 'long', timeZone: house.timezone } as const;
  return {
    patient,
    first: patient.split(' ')[0] ?? patient,
    doctor: doctor?.name ?? 'Dr. Rao',
    specialty: doctor?.specialty ?? (language === 'es' ? 'medicina general' : 'general medicine'),
    branch,
    reason: prng.pick(REASONS[language]),
    day: new Intl.DateTimeFormat(language, weekday).format(day).replace(', ', ' '),
    time: `${prng.int(9, 16)}:${prng.pick(['00', '15', '30', '45'])}`,
  };
}
