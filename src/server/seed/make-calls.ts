import { plus } from './calendar';
import { CONVERSATIONS } from './data/conversations';
import { mobileNumber } from './data/phones';
import { fillIn } from './fill-in';
import type { SeededDoctor } from './make-doctors';
import { type CallPlan, planCalls } from './plan-calls';
import type { Prng } from './prng';
import type { AppointmentRow, CallRow, PatientRow, TranscriptLineRow } from './rows';

export interface SeededCalls {
  calls: CallRow[];
  lines: TranscriptLineRow[];
}

/** 800 calls of the last sixty days, each about a visit that is in the data, and what was said in those that were answered. */
export function makeCalls(
  prng: Prng,
  doctors: readonly SeededDoctor[],
  patients: readonly PatientRow[],
  appointments: readonly AppointmentRow[],
  now: Date,
): SeededCalls {
  const calls: CallRow[] = [];
  const lines: TranscriptLineRow[] = [];
  for (const plan of planCalls(prng, doctors, patients, appointments, now)) {
    const { call, said } = makeCall(prng, plan);
    calls.push(call);
    lines.push(...said);
  }
  return { calls, lines };
}

function makeCall(prng: Prng, plan: CallPlan): { call: CallRow; said: TranscriptLineRow[] } {
  const { doctor, patient, agentType, at } = plan;
  const status = prng.weighted({ completed: 86, missed: 9, failed: 5 });
  const inbound = agentType === 'inbound';
  const caller = patient?.phone ?? mobileNumber(prng, doctor.site.slug === 'bogota' ? 'CO' : 'IN');
  const id = prng.uuid(at);
  const said = status === 'completed' ? transcribe(prng, plan, id) : [];
  const last = said.at(-1);
  const duration = last ? secondsBetween(at, last.createdAt) + 4 : status === 'failed' ? prng.int(2, 15) : 0;
  const endedAt = plus(at, (status === 'missed' ? 25 : duration) * 1000);
  const call: CallRow = {
    hospitalId: doctor.row.hospitalId,
    id,
    branchId: doctor.row.branchId,
    patientId: patient?.id ?? null,
    agentType,
    direction: inbound ? 'INBOUND' : 'OUTBOUND',
    fromNumber: inbound ? caller : doctor.site.outboundNumber,
    toNumber: inbound ? doctor.site.callerNumber : caller,
    status,
    duration,
    createdAt: at,
    updatedAt: endedAt,
    endedAt,
  };
  return { call, said };
}

function transcribe(prng: Prng, plan: CallPlan, callId: string): TranscriptLineRow[] {
  const spoken = CONVERSATIONS[plan.doctor.site.slug === 'bogota' ? 'es' : 'en'];
  const conversation = prng.pick(plan.appointment ? spoken[plan.agentType][plan.outcome] : spoken.unknownCaller);
  let createdAt = plus(plan.at, 2000);
  return conversation.map((line, index) => {
    const text = fillIn(line.slice(3), plan);
    const row: TranscriptLineRow = {
      hospitalId: plan.doctor.row.hospitalId,
      id: prng.uuid(createdAt),
      callId,
      position: index + 1,
      speaker: line.startsWith('A:') ? 'agent' : 'patient',
      text,
      createdAt,
    };
    // As long as it takes to say, and a breath.
    createdAt = plus(createdAt, 1000 + text.length * 65 + prng.int(0, 1500));
    return row;
  });
}

function secondsBetween(from: Date, to: Date): number {
  return Math.ceil((to.getTime() - from.getTime()) / 1000);
}
