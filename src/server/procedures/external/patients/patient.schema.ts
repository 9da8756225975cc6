import { z } from 'zod';
import { activeStatus, gender as genderSchema } from '@/server/procedures/schemas/enums';
import {
  day,
  emailInput,
  idOf,
  instant,
  instantInput,
  line,
  pageFields,
  paragraph,
  phoneInput,
  shownEmail,
  shownLine,
  shownParagraph,
  shownPhone,
  uuid,
} from '@/server/procedures/schemas/fields';
import { listOf } from '@/server/procedures/schemas/list';
import { presenter } from '@/server/procedures/schemas/present';

const EXAMPLE_ID = '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57';

/** A patient as the External surface writes it (contract section 6). */
export const patientRow = z
  .object({
    id: uuid().meta({ example: EXAMPLE_ID }),
    name: shownLine(200).meta({ example: 'Asha Menon' }),
    phone: shownPhone().meta({ description: 'E.164.', example: '+919876543210' }),
    age: z
      .int()
      .min(0)
      .max(200)
      .nullable()
      .meta({ description: 'Years; follows `date_of_birth` where there is one.', example: 41 }),
    gender: genderSchema.meta({ example: 'FEMALE' }),
    date_of_birth: z.iso.date().nullable().meta({ example: '1985-04-12' }),
    email: shownEmail().nullable().meta({ example: 'asha.menon@example.com' }),
    address: shownParagraph(500).nullable().meta({ example: '14 Carter Road, Bandra West, Mumbai' }),
    status: activeStatus.meta({ example: 'ACTIVE' }),
    branch_id: uuid().nullable().meta({ example: null }),
    doctor_id: uuid().nullable().meta({ description: 'The assigned doctor.', example: null }),
    created_at: instant().meta({ example: '2026-11-21T10:15:00.000+05:30' }),
    updated_at: instant().meta({ example: '2026-11-21T10:15:00.000+05:30' }),
  })
  .meta({ id: 'Patient', description: 'A patient.' });

export const showPatient = presenter(patientRow);

export const patientList = listOf(patientRow).meta({ id: 'PatientList', description: 'A page of patients.' });

const name = line(200).meta({ description: 'Full name.', example: 'Asha Menon' });
const phone = phoneInput().meta({
  description: "National in the hospital's country, or with + and country code.",
  example: '9876543210',
});
const age = z.int().min(0).max(150).meta({ description: 'Years; ignored beside `date_of_birth`.', example: 41 });
const gender = genderSchema.meta({ example: 'FEMALE' });
const dateOfBirth = day()
  .refine((text) => text <= new Date(Date.now() + 86_400_000).toISOString().slice(0, 10), 'Must not be in the future.')
  .meta({ description: 'From 1900 on, not in the future.', example: '1985-04-12' });
const email = emailInput().meta({ example: 'asha.menon@example.com' });
const address = paragraph(500).meta({ example: '14 Carter Road, Bandra West, Mumbai' });
const branchId = idOf('branch').meta({ description: 'A branch of the hospital.', example: EXAMPLE_ID });
const doctorId = idOf('doctor').meta({ description: 'A doctor of the hospital.', example: EXAMPLE_ID });

export const patientId = idOf('patient').meta({ description: "The patient's id.", example: EXAMPLE_ID });

export const createPatientInput = z.strictObject({
  phone,
  name,
  age: age.nullish(),
  gender: gender.nullish(),
  date_of_birth: dateOfBirth.nullish(),
  email: email.nullish(),
  address: address.nullish(),
  branch_id: branchId.nullish(),
  doctor_id: doctorId.nullish(),
  appointment_time: instantInput().nullish().meta({
    description: 'Books an appointment with `doctor_id` together with the patient: both or neither.',
    example: '2026-11-24T09:30:00+05:30',
  }),
});

export const createPatientOutput = z
  .object({ patient_id: uuid().meta({ example: EXAMPLE_ID }), appointment_id: uuid().nullable().meta({ example: null }) })
  .meta({ id: 'PatientCreated', description: 'The ids of what was made.' });

export const updatePatientInput = z.strictObject({
  id: patientId,
  phone: phone.optional(),
  name: name.optional(),
  age: age.nullish(),
  gender: gender.optional(),
  date_of_birth: dateOfBirth.nullish(),
  email: email.nullish(),
  address: address.nullish(),
  branch_id: branchId.nullish(),
  doctor_id: doctorId.nullish(),
  status: activeStatus.optional().meta({ example: 'ACTIVE' }),
});

export const listPatientsInput = z.strictObject({
  ...pageFields,
  q: line(64)
    .optional()
    .meta({ description: 'Part of a name, phone or e-mail; under 3 characters, its beginning.', example: 'asha' }),
  status: activeStatus.optional().meta({ example: 'ACTIVE' }),
  branch_id: branchId.optional(),
  doctor_id: doctorId.optional(),
});

export const getPatientInput = z.strictObject({ id: patientId });
