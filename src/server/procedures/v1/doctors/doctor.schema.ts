import { z } from 'zod';
import type { Schedule } from '@/server/domain/availability/schedule';
import type { Doctor } from '@/server/domain/doctors/doctor';
import {
  emailInput,
  idOf,
  instant,
  line,
  paragraph,
  phoneInput,
  shownEmail,
  shownLine,
  shownParagraph,
  shownPhone,
  typeId,
} from '@/server/procedures/schemas/fields';
import { v1ListOf, v1PageFields } from '../list';
import { v1Presenter } from '../present';
import { scheduleRow, showSchedule } from '../schedules/schedule.schema';

const EXAMPLE_ID = 'doc_01k6kf0pvwfm89r7hfd8dmtkjq';
const BIO_LENGTH = 1_000;
/** 24 a day (MAX_DAY_WINDOWS). */
const MOST_SCHEDULES = 168;

const record = z.object({
  id: typeId('doctor').meta({ example: EXAMPLE_ID }),
  name: shownLine(200).meta({ example: 'Dr Kavita Rao' }),
  specialty: shownLine(100).nullable().meta({ example: 'Cardiology' }),
  licenseNumber: shownLine(64).nullable().meta({ example: 'MMC-2009-04-1187' }),
  email: shownEmail().nullable().meta({ example: 'kavita.rao@example.com' }),
  phone: shownPhone().nullable().meta({ description: 'E.164.', example: '+919876543210' }),
  bio: shownParagraph(BIO_LENGTH).nullable().meta({ example: 'Treats heart failure and arrhythmia.' }),
  available: z.boolean().meta({ description: 'Takes new appointments.', example: true }),
  createdAt: instant().meta({ example: '2026-11-21T04:45:00.000Z' }),
  updatedAt: instant().meta({ example: '2026-11-21T04:45:00.000Z' }),
});

/** A doctor as v1 writes it (contract section 7). */
export const doctorRow = record
  .extend({
    schedules: z
      .array(scheduleRow)
      .max(MOST_SCHEDULES)
      .optional()
      .meta({ description: 'With `include=schedules`: by day and time.' }),
  })
  .meta({ id: 'Doctor', description: 'A doctor.' });

const show = v1Presenter(record);

/** @param schedules undefined: they were not asked for. */
export function showDoctor(doctor: Doctor, schedules?: readonly Schedule[]): z.output<typeof doctorRow> {
  const shown = show({ ...doctor, available: doctor.status === 'ACTIVE' });
  return schedules ? { ...shown, schedules: schedules.map(showSchedule) } : shown;
}

export const doctorList = v1ListOf(doctorRow).meta({ id: 'DoctorList', description: 'A page of doctors.' });

const doctorId = idOf('doctor').meta({ description: "The doctor's id.", example: EXAMPLE_ID });
const name = line(200).meta({ example: 'Dr Kavita Rao' });
const specialty = line(100).meta({ example: 'Cardiology' });
const licenseNumber = line(64).meta({ description: 'Unique in the hospital.', example: 'MMC-2009-04-1187' });
const email = emailInput().meta({ example: 'kavita.rao@example.com' });
const phone = phoneInput().meta({
  description: "National in the hospital's country, or with + and country code.",
  example: '9876543210',
});
const bio = paragraph(BIO_LENGTH).meta({ example: 'Treats heart failure and arrhythmia.' });
const available = z.boolean().meta({ description: 'Takes new appointments; true where it is not given.', example: true });

const whole = { name, specialty, licenseNumber, email, phone, bio: bio.nullish(), available: available.default(true) };

export const addDoctorInput = z.strictObject(whole);

export const replaceDoctorInput = z.strictObject({ id: doctorId, ...whole });

export const changeDoctorInput = z.strictObject({
  id: doctorId,
  name: name.optional(),
  specialty: specialty.optional(),
  licenseNumber: licenseNumber.optional(),
  email: email.optional(),
  phone: phone.optional(),
  bio: bio.nullish(),
  available: available.optional().meta({ description: 'Takes new appointments.', example: true }),
});

const include = z.enum(['schedules']).optional().meta({
  description: "`schedules`: each doctor's weekly windows too.",
  example: 'schedules',
});

export const findDoctorsInput = z.strictObject({
  ...v1PageFields,
  specialty: specialty.optional().meta({ description: 'All of it, in upper or lower case.', example: 'cardiology' }),
  include,
});

export const readDoctorInput = z.strictObject({ id: doctorId, include });

export const deleteDoctorInput = z.strictObject({
  id: doctorId,
  force: z.boolean().default(false).meta({ description: 'Cancels the appointments that are still booked.', example: false }),
  reassignTo: idOf('doctor').optional().meta({
    description: 'Gives them, and the assigned patients, to this doctor; comes before `force`.',
    example: 'doc_01k6kf0pvwfm89r7hfd8dmtkjr',
  }),
});
