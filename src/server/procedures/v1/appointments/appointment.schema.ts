import { z } from 'zod';
import type { Appointment } from '@/server/domain/appointments/appointment';
import { APPOINTMENT_ORDERS } from '@/server/domain/appointments/list-appointments';
import { minutesOf } from '@/server/domain/appointments/move-appointment';
import { APPOINTMENT_STATUSES } from '@/server/domain/appointments/status';
import {
  day,
  idOf,
  instant,
  instantInput,
  paragraph,
  shownLine,
  shownParagraph,
  typeId,
} from '@/server/procedures/schemas/fields';
import type { FieldMask } from '@/shared/role-table';
import { v1ListOf, v1PageFields } from '../list';
import { v1Presenter } from '../present';

const NOTES_LENGTH = 2_000;
const REASON_LENGTH = 500;
const LONGEST_MINUTES = 1_440;

const IDS = {
  appointment: 'apt_01k6kf0pvwfm89r7hfd8dmtkjq',
  patient: 'pat_01k6kf0pvwfm89r7hfd8dmtkjq',
  doctor: 'doc_01k6kf0pvwfm89r7hfd8dmtkjq',
};

const appointmentStatus = z.enum(APPOINTMENT_STATUSES).meta({ id: 'AppointmentStatus' });

/** As on External: a name of a kind, open to what an app may need. */
const kindName = () =>
  z
    .string()
    .max(40)
    .regex(/^[A-Z][A-Z_]{0,39}$/, 'Must be of 1 to 40 capital letters and underscores, a letter first.');

const minutes = () => z.int().min(1).max(LONGEST_MINUTES);

/** An appointment as v1 writes it (contract section 7). */
export const appointmentRow = z
  .object({
    id: typeId('appointment').meta({ example: IDS.appointment }),
    patientId: typeId('patient').meta({ example: IDS.patient }),
    patientName: shownLine(200).meta({ example: 'Asha Menon' }),
    doctorId: typeId('doctor').meta({ example: IDS.doctor }),
    doctorName: shownLine(200).meta({ example: 'Dr Kavita Rao' }),
    dateTime: instant().meta({ description: 'When it begins, in UTC.', example: '2026-11-24T04:00:00.000Z' }),
    durationMinutes: minutes().meta({ example: 30 }),
    status: appointmentStatus.meta({ example: 'scheduled' }),
    type: kindName().meta({ example: 'IN_PERSON' }),
    reason: shownParagraph(REASON_LENGTH).nullable().meta({ example: 'Annual checkup' }),
    notes: shownParagraph(NOTES_LENGTH).nullable().meta({ example: 'Brings earlier reports.' }),
    createdAt: instant().meta({ example: '2026-11-21T04:45:00.000Z' }),
    updatedAt: instant().meta({ example: '2026-11-21T04:45:00.000Z' }),
  })
  .meta({ id: 'Appointment', description: 'An appointment of a patient with a doctor.' });

const showRow = v1Presenter(appointmentRow);

/** As the caller may see it: ETag and If-Match are of this. */
export function showAppointment(appointment: Appointment, mask: FieldMask): z.output<typeof appointmentRow> {
  const { startsAt } = appointment;
  return showRow({ ...appointment, dateTime: startsAt, durationMinutes: minutesOf(appointment) }, mask);
}

export const appointmentList = v1ListOf(appointmentRow).meta({ id: 'AppointmentList', description: 'A page of appointments.' });

const appointmentId = idOf('appointment').meta({ description: "The appointment's id.", example: IDS.appointment });
const doctorId = idOf('doctor').meta({ description: 'A doctor of the hospital.', example: IDS.doctor });
const patientId = idOf('patient').meta({ description: 'A patient of the hospital.', example: IDS.patient });
const dateTime = instantInput().meta({
  description: 'When it begins: ISO 8601 with an offset, from now to two years ahead.',
  example: '2026-11-24T04:00:00Z',
});
const durationMinutes = minutes().meta({ description: 'How long it takes.', example: 30 });
const type = kindName().meta({
  description: 'IN_PERSON, VIDEO, CONSULTATION, FOLLOW_UP, or a kind of your own.',
  example: 'IN_PERSON',
});
const reason = paragraph(REASON_LENGTH).meta({ description: 'Why the patient comes.', example: 'Annual checkup' });
const notes = paragraph(NOTES_LENGTH).meta({ example: 'Brings earlier reports.' });
const status = appointmentStatus.meta({ example: 'confirmed' });

/** What an appointment is made of, whether it is booked or replaced. */
const whole = {
  patientId,
  doctorId,
  dateTime,
  reason: reason.nullish(),
  type: type.default('IN_PERSON'),
  durationMinutes: durationMinutes.default(30),
  notes: notes.nullish(),
};

export const bookAppointmentInput = z.strictObject(whole);

export const replaceAppointmentInput = z.strictObject({
  id: appointmentId,
  ...whole,
  status: status.optional().meta({ description: 'Stays where it is absent, or the one that it has.', example: 'confirmed' }),
});

export const changeAppointmentInput = z.strictObject({
  id: appointmentId,
  patientId: patientId.optional(),
  doctorId: doctorId.optional(),
  dateTime: dateTime.optional(),
  durationMinutes: durationMinutes.optional(),
  type: type.optional(),
  reason: reason.nullish(),
  notes: notes.nullish(),
  status: status.optional(),
});

export const appointmentIdInput = z.strictObject({ id: appointmentId });

/** Of a 204. */
export const nothing = z.null();

const listFields = {
  ...v1PageFields,
  status: status.optional(),
  dateFrom: day()
    .optional()
    .meta({ description: "The first day on which one may begin, in the hospital's zone.", example: '2026-11-01' }),
  dateTo: day()
    .optional()
    .meta({ description: "The last day on which one may begin, in the hospital's zone.", example: '2026-11-30' }),
  sort: z.enum(APPOINTMENT_ORDERS).default('-createdAt').meta({
    description: 'Ascending, or with `-` descending; `status` by its name.',
    example: '-createdAt',
  }),
};

export const findOwnAppointmentsInput = z.strictObject(listFields);

export const findAppointmentsInput = z.strictObject({
  ...listFields,
  patientId: patientId.optional(),
  doctorId: doctorId.optional(),
});
