import type { Prisma } from '@/server/db/generated/client';
import type { AppointmentStatus } from './status';

/** An appointment as the domain knows it; each surface makes its own row of it. */
export type Appointment = {
  id: string;
  branchId: string | null;
  patientId: string;
  patientName: string;
  doctorId: string;
  doctorName: string;
  startsAt: Date;
  endsAt: Date;
  /** IANA zone of its branch, else of the hospital: External writes its instants with that offset. */
  timezone: string;
  status: AppointmentStatus;
  /** CONSULTATION, VIDEO …: open (contract section 6). */
  type: string;
  reason: string | null;
  notes: string | null;
  /** Why the status last changed, where somebody said so. */
  statusReason: string | null;
  bookingSource: string | null;
  createdAt: Date;
  updatedAt: Date;
};

/** The columns of an Appointment; names and zone come from other rows. */
export const APPOINTMENT_COLUMNS = {
  id: true,
  branchId: true,
  patientId: true,
  doctorId: true,
  startsAt: true,
  endsAt: true,
  status: true,
  type: true,
  reason: true,
  notes: true,
  statusReason: true,
  bookingSource: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.AppointmentSelect;

type Row = Prisma.AppointmentGetPayload<{ select: typeof APPOINTMENT_COLUMNS }>;

export function toAppointment(
  row: Row,
  { patientName, doctorName, timezone }: Pick<Appointment, 'patientName' | 'doctorName' | 'timezone'>,
): Appointment {
  return { ...row, status: row.status as AppointmentStatus, patientName, doctorName, timezone };
}

/** What an event tells of an appointment: all of it, as it was then, instants as ISO text in UTC. */
export function appointmentEventData(appointment: Appointment): Record<string, unknown> {
  return {
    ...appointment,
    startsAt: appointment.startsAt.toISOString(),
    endsAt: appointment.endsAt.toISOString(),
    createdAt: appointment.createdAt.toISOString(),
    updatedAt: appointment.updatedAt.toISOString(),
  };
}
