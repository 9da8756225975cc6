import { z } from 'zod';
import type { Appointment } from '@/server/domain/appointments/appointment';
import { EXTERNAL_STATUSES, toExternalStatus } from '@/server/domain/appointments/status';
import {
  day,
  idOf,
  instant,
  line,
  pageFields,
  paragraph,
  phoneInput,
  shownLine,
  shownParagraph,
  uuid,
} from '@/server/procedures/schemas/fields';
import { listOf } from '@/server/procedures/schemas/list';
import { presenter } from '@/server/procedures/schemas/present';
import { timeOfDay } from '@/server/procedures/schemas/times';

const EXAMPLE_ID = '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57';
const NOTES_LENGTH = 2_000;
const REASON_LENGTH = 500;

const appointmentStatus = z.enum(EXTERNAL_STATUSES).meta({ id: 'AppointmentStatus' });

/** A name of a kind, open to what a CRM may need (contract section 6, POST /appointments). */
const kindName = () =>
  z
    .string()
    .max(40)
    .regex(/^[A-Z][A-Z_]{0,39}$/, 'Must be of 1 to 40 capital letters and underscores, a letter first.');

/** An appointment as the External surface writes it (contract section 6). */
export const appointmentRow = z
  .object({
    id: uuid().meta({ example: EXAMPLE_ID }),
    patient_id: uuid().meta({ example: EXAMPLE_ID }),
    patient_name: shownLine(200).meta({ example: 'Asha Menon' }),
    doctor_id: uuid().meta({ example: EXAMPLE_ID }),
    doctor_name: shownLine(200).meta({ example: 'Dr Kavita Rao' }),
    appointment_time: instant().meta({
      description: "When it begins, with the offset of its branch's zone, else of the hospital's.",
      example: '2026-11-24T09:30:00.000+05:30',
    }),
    status: appointmentStatus.meta({ example: 'BOOKED' }),
    branch_id: uuid().nullable().meta({ example: null }),
    type: kindName().meta({ example: 'CONSULTATION' }),
    notes: shownParagraph(NOTES_LENGTH).nullable().meta({ example: 'Brings earlier reports.' }),
    booking_source: kindName().nullable().meta({ example: 'CRM' }),
    created_at: instant().meta({ example: '2026-11-21T10:15:00.000+05:30' }),
    updated_at: instant().meta({ example: '2026-11-21T10:15:00.000+05:30' }),
  })
  .meta({ id: 'Appointment', description: 'An appointment of a patient with a doctor.' });

const showRow = presenter(appointmentRow);

export function showAppointment(appointment: Appointment): z.output<typeof appointmentRow> {
  const { startsAt, status, timezone } = appointment;
  return showRow({ ...appointment, appointmentTime: startsAt, status: toExternalStatus(status) }, timezone);
}

export const appointmentList = listOf(appointmentRow).meta({
  id: 'AppointmentList',
  description: 'A page of appointments.',
});

const LOCAL = "on the clock of the appointment's branch, else of the hospital";
const appointmentId = idOf('appointment').meta({ description: "The appointment's id.", example: EXAMPLE_ID });
const doctorId = idOf('doctor').meta({ description: 'A doctor of the hospital.', example: EXAMPLE_ID });
const patientId = idOf('patient').meta({ description: 'A patient of the hospital.', example: EXAMPLE_ID });
const branchId = idOf('branch').meta({ description: 'A branch of the hospital.', example: EXAMPLE_ID });
const appointmentDate = day().meta({ description: `The date ${LOCAL}.`, example: '2026-11-24' });
const appointmentTime = timeOfDay().meta({
  description: `HH:MM or HH:MM:SS ${LOCAL}. A time that the clocks jump over is refused with the next one that exists; of a time that comes twice it is the earlier one.`,
  example: '09:30',
});
const notes = paragraph(NOTES_LENGTH).meta({ example: 'Brings earlier reports.' });

export const createAppointmentInput = z.strictObject({
  patient_id: patientId.nullish().meta({
    description: 'The patient; decides where phone and name are given too.',
    example: EXAMPLE_ID,
  }),
  patient_phone: phoneInput().nullish().meta({
    description: 'With `patient_name` instead of `patient_id`: the patient is found by both, or added.',
    example: '9876543210',
  }),
  patient_name: line(200)
    .nullish()
    .meta({ description: 'Full name; case and spaces make no difference.', example: 'Asha Menon' }),
  doctor_id: doctorId,
  branch_id: branchId.nullish().meta({
    description: "Where it is; if left away, the key's branch, else the doctor's, else the patient's.",
    example: EXAMPLE_ID,
  }),
  appointment_date: appointmentDate,
  appointment_time: appointmentTime,
  type: kindName().meta({
    description: 'CONSULTATION, FOLLOW_UP, IN_PERSON, VIDEO, or a kind of your own.',
    example: 'CONSULTATION',
  }),
  notes: notes.nullish(),
  booking_source: kindName().nullish().meta({ description: 'MANUAL, CRM, or a source of your own.', example: 'CRM' }),
});

export const createAppointmentOutput = z
  .object({ appointment_id: uuid().meta({ example: EXAMPLE_ID }) })
  .meta({ id: 'AppointmentCreated', description: 'The id of what was booked.' });

export const updateAppointmentInput = z.strictObject({
  id: appointmentId,
  appointment_date: appointmentDate.optional(),
  appointment_time: appointmentTime.optional(),
  doctor_id: doctorId.optional(),
  notes: notes.nullish(),
});

export const changeStatusInput = z.strictObject({
  id: appointmentId,
  status: appointmentStatus.meta({ example: 'COMPLETED' }),
  reason: paragraph(REASON_LENGTH).nullish().meta({ description: 'Why it changes.', example: 'Fell ill.' }),
});

export const listAppointmentsInput = z.strictObject({
  ...pageFields,
  q: line(64).optional().meta({
    description: "Part of the patient's or the doctor's name; under 3 characters, its beginning.",
    example: 'asha',
  }),
  status: appointmentStatus.optional().meta({ example: 'BOOKED' }),
  patient_id: patientId.optional(),
  doctor_id: doctorId.optional(),
  branch_id: branchId.optional(),
  start_date: day()
    .optional()
    .meta({ description: "The first day on which one may begin, in the hospital's zone.", example: '2026-11-01' }),
  end_date: day()
    .optional()
    .meta({ description: "The last day on which one may begin, in the hospital's zone.", example: '2026-11-30' }),
});

export const getAppointmentInput = z.strictObject({ id: appointmentId });
