import { z } from 'zod';
import type { Doctor } from '@/server/domain/doctors/doctor';
import type { HospitalInfo } from '@/server/kernel/principal';
import { activeStatus } from '@/server/procedures/schemas/enums';
import {
  emailInput,
  idOf,
  instant,
  line,
  pageFields,
  paragraph,
  phoneInput,
  shownEmail,
  shownLine,
  shownPhone,
  uuid,
} from '@/server/procedures/schemas/fields';
import { listOf } from '@/server/procedures/schemas/list';
import { amountInput, currencyInput, shownAmount, shownCurrency } from '@/server/procedures/schemas/money';
import { presenter } from '@/server/procedures/schemas/present';

const EXAMPLE_ID = '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57';

/** A doctor as the External surface writes it (contract section 6). */
export const doctorRow = z
  .object({
    id: uuid().meta({ example: EXAMPLE_ID }),
    name: shownLine(200).meta({ example: 'Dr Kavita Rao' }),
    phone: shownPhone().nullable().meta({ description: 'E.164.', example: '+919876543210' }),
    email: shownEmail().nullable().meta({ example: 'kavita.rao@example.com' }),
    hospital_id: uuid().meta({ example: EXAMPLE_ID }),
    branch_id: uuid().nullable().meta({ example: null }),
    specialty: shownLine(100).nullable().meta({ example: 'Cardiology' }),
    department: shownLine(100).nullable().meta({ example: 'Heart centre' }),
    qualification: shownLine(200).nullable().meta({ example: 'MD, DM (Cardiology)' }),
    experience_years: z.int().min(0).max(100).nullable().meta({ example: 14 }),
    op_fee: shownAmount().nullable().meta({ description: 'Of a consultation, in `currency`.', example: 800 }),
    currency: shownCurrency().meta({ description: "ISO 4217; the hospital's unless the doctor has one.", example: 'INR' }),
    status: activeStatus.meta({ example: 'ACTIVE' }),
    created_at: instant().meta({ example: '2026-11-21T10:15:00.000+05:30' }),
    updated_at: instant().meta({ example: '2026-11-21T10:15:00.000+05:30' }),
  })
  .meta({ id: 'Doctor', description: 'A doctor.' });

export const doctorList = listOf(doctorRow).meta({ id: 'DoctorList', description: 'A page of doctors.' });

const show = presenter(doctorRow);

/** @param hospital whose currency and zone hold where doctor and branch have none. */
export function showDoctor(doctor: Doctor, hospital: Pick<HospitalInfo, 'currency' | 'timezone'>) {
  return show({ ...doctor, currency: doctor.currency ?? hospital.currency }, doctor.timezone ?? hospital.timezone);
}

const doctorId = idOf('doctor').meta({ description: "The doctor's id.", example: EXAMPLE_ID });
const branchId = idOf('branch').meta({ description: 'A branch of the hospital.', example: EXAMPLE_ID });
const name = line(200).meta({ example: 'Dr Kavita Rao' });

const optional = {
  phone: phoneInput()
    .nullish()
    .meta({ description: "National in the hospital's country, or with + and country code.", example: '9876543210' }),
  email: emailInput().nullish().meta({ description: 'Needed with `password`.', example: 'kavita.rao@example.com' }),
  branch_id: branchId.nullish(),
  specialty: line(100).nullish().meta({ example: 'Cardiology' }),
  department: line(100).nullish().meta({ example: 'Heart centre' }),
  qualification: line(200).nullish().meta({ example: 'MD, DM (Cardiology)' }),
  experience_years: z.int().min(0).max(100).nullish().meta({ example: 14 }),
  op_fee: amountInput()
    .nullish()
    .meta({ description: 'Of a consultation, in `currency`; at most two decimals.', example: 800 }),
  currency: currencyInput()
    .nullish()
    .meta({ description: "ISO 4217; null: the hospital's.", example: 'INR', pattern: '^[A-Z]{3}$' }),
  license_number: line(64).nullish().meta({ description: 'Unique in the hospital; not shown.', example: 'MMC-2009-04-1187' }),
  bio: paragraph(1000).nullish().meta({ description: 'Not shown.', example: 'Treats heart failure and arrhythmia.' }),
};

export const createDoctorInput = z.strictObject({
  name,
  ...optional,
  status: activeStatus.nullish().meta({ description: 'ACTIVE where it is not given.', example: 'ACTIVE' }),
  password: z.string().min(2).max(256).nullish().meta({
    description: 'Of 8 to 256 bytes. Makes a login with `email`, which works once an admin of the hospital has confirmed it.',
    format: 'password',
    example: 'correct horse battery',
  }),
});

export const updateDoctorInput = z.strictObject({
  id: doctorId,
  name: name.optional(),
  ...optional,
  status: activeStatus.optional().meta({ example: 'ACTIVE' }),
});

export const listDoctorsInput = z.strictObject({
  ...pageFields,
  q: line(64)
    .optional()
    .meta({ description: 'Part of a name, phone, e-mail or specialty; under 3 characters, its beginning.', example: 'cardio' }),
  status: activeStatus.optional().meta({ example: 'ACTIVE' }),
  branch_id: branchId.optional(),
});

export const getDoctorInput = z.strictObject({ id: doctorId });
