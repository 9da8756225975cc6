import type { Tenant } from '@/server/db/tenant';

/** What kind of agent speaks, as the surfaces write it; the table calls an appointment_reminder `reminder`. */
export type AgentType = 'inbound' | 'appointment_reminder' | 'feedback';

export type CallDirection = 'INBOUND' | 'OUTBOUND';

export type CallStatus = 'in_progress' | 'completed' | 'missed' | 'failed';

export type Speaker = 'agent' | 'patient';

/** A call as the domain knows it. */
export type Call = {
  id: string;
  branchId: string | null;
  patientId: string | null;
  /** Told to whoever sees the call, also where the patient's own record is not to be seen. */
  patientName: string | null;
  agentType: AgentType;
  direction: CallDirection;
  /** E.164. */
  fromNumber: string | null;
  toNumber: string | null;
  callStatus: CallStatus;
  /** Seconds; null: nobody said, and the call has not been completed. */
  duration: number | null;
  createdAt: Date;
  updatedAt: Date;
  endedAt: Date | null;
  /** IANA zone of its branch, else of the hospital. */
  timezone: string;
};

/** A call with what was said: lines "speaker: text", null where nothing was. */
export type TranscribedCall = Call & { transcription: string | null };

/** Who may see what, in which country phones are national, and which zone holds where a branch has none. */
export type CallScope = { tenant: Tenant; country: string; timezone: string; now: Date };

/** What SQL selects for a Call from `calls c` and CALL_BRANCH; the name comes apart, `timezone` is the branch's or null. */
export const CALL_COLUMNS = `c.id, c.branch_id AS "branchId", c.patient_id AS "patientId",
  CASE c.agent_type WHEN 'reminder' THEN 'appointment_reminder' ELSE c.agent_type END AS "agentType", c.direction,
  c.from_number AS "fromNumber", c.to_number AS "toNumber", c.status AS "callStatus", c.duration, c.created_at AS "createdAt",
  c.updated_at AS "updatedAt", c.ended_at AS "endedAt", b.timezone`;

export const CALL_BRANCH = 'LEFT JOIN branches b ON b.hospital_id = c.hospital_id AND b.id = c.branch_id';

/** What was said in the call `id` (an expression of SQL) of the hospital $1. */
export function transcriptText(id: string): string {
  return `(SELECT string_agg(l.speaker || ': ' || l.text, E'\\n' ORDER BY l.position) FROM transcript_lines l
    WHERE l.hospital_id = $1::uuid AND l.call_id = ${id})`;
}

/** The agent type as the table and its counters hold it. Callers may say `reminder` too. */
export function storedAgentType(type: AgentType | 'reminder'): string {
  return type === 'appointment_reminder' ? 'reminder' : type;
}

/** What an event tells of a call: all of it but what was said, instants as ISO text in UTC. */
export function callEventData(call: Call | TranscribedCall): Record<string, unknown> {
  const { transcription: _, ...told } = call as TranscribedCall;
  return {
    ...told,
    createdAt: call.createdAt.toISOString(),
    updatedAt: call.updatedAt.toISOString(),
    endedAt: call.endedAt?.toISOString() ?? null,
  };
}
