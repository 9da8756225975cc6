import type { Appointment } from '@/server/domain/appointments/appointment';
import type { Call } from '@/server/domain/calls/call';
import type { EventType } from '@/server/domain/events/outbox';
import type { StoredEvent } from '@/server/domain/events/read-events';
import { withAge } from '@/server/domain/patients/age';
import type { Patient } from '@/server/domain/patients/patient';
import type { HospitalInfo } from '@/server/kernel/principal';
import { formatInstant, localDate } from '@/server/kernel/zoned-time';
import { showAppointment } from '@/server/procedures/external/appointments/appointment.schema';
import { showPatient } from '@/server/procedures/external/patients/patient.schema';
import { showCall, showTranscriptLine } from '@/server/procedures/schemas/call';

/** An event as a socket receives it (contract section 6, Socket). */
export type ShownEvent = {
  id: string;
  type: EventType;
  occurred_at: string;
  hospital_id: string;
  branch_id: string | null;
  data: unknown;
};

type Data = StoredEvent['data'];
type Show = (data: Data, zone: string, hospital: HospitalInfo) => unknown;

const appointment: Show = (data, zone) => showAppointment({ ...(data as unknown as Appointment), timezone: zone });
// Without `transcription`: what was said comes line by line.
const call: Show = (data, zone) => showCall(data as unknown as Call & { transcription: string | null }, zone);

/** How the External surface writes each: the row that a GET gives. */
const SHOW: Record<EventType, Show> = {
  'appointment.created': appointment,
  'appointment.updated': appointment,
  'call.started': call,
  'call.updated': call,
  'call.ended': call,
  'call.transcript': (data, zone) => showTranscriptLine(data as Parameters<typeof showTranscriptLine>[0], zone),
  'patient.created': (data, zone, hospital) =>
    showPatient(withAge(data as unknown as Patient, localDate(new Date(), hospital.timezone)), zone),
};

/** The event in the surface's names, its instants with the offset of its branch's zone. */
export function showEvent(event: StoredEvent, hospital: HospitalInfo): ShownEvent {
  const zone = event.timezone ?? hospital.timezone;
  return {
    id: event.eventId,
    type: event.type,
    occurred_at: formatInstant(event.occurredAt, zone),
    hospital_id: hospital.id,
    branch_id: event.branchId,
    data: SHOW[event.type](revived(event.data), zone, hospital),
  };
}

/** As the domain has it: what was published is JSON, where instants are text. */
function revived(data: Data): Data {
  const instant = ([name, value]: [string, unknown]) =>
    name.endsWith('At') && typeof value === 'string' ? [name, new Date(value)] : [name, value];
  return Object.fromEntries(Object.entries(data).map(instant as (entry: [string, unknown]) => [string, unknown]));
}
