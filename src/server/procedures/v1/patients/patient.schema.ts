import { z } from 'zod';
import { gender as genderSchema } from '@/server/procedures/schemas/enums';
import {
  day,
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
import {
  emergencyContactInput,
  insuranceInput,
  medicalHistoryInput,
  shownEmergencyContact,
  shownInsurance,
  shownMedicalHistory,
} from './record.schema';

const EXAMPLE_ID = 'pat_01k6kf0pvwfm89r7hfd8dmtkjq';

/** A patient as v1 writes it (contract section 7). What a role does not see is left out, never null. */
export const patientRow = z
  .object({
    id: typeId('patient').meta({ example: EXAMPLE_ID }),
    name: shownLine(200).meta({ example: 'Asha Menon' }),
    email: shownEmail().nullable().meta({ example: 'asha.menon@example.com' }),
    phone: shownPhone().meta({ description: 'E.164.', example: '+919876543210' }),
    dateOfBirth: z.iso.date().nullable().meta({ example: '1985-04-12' }),
    gender: genderSchema.meta({ example: 'FEMALE' }),
    address: shownParagraph(500).nullable().meta({ example: '14 Carter Road, Bandra West, Mumbai' }),
    medicalHistory: shownMedicalHistory.nullable().optional(),
    insurance: shownInsurance.nullable().optional(),
    emergencyContact: shownEmergencyContact.nullable().optional(),
    createdAt: instant().meta({ example: '2026-11-21T04:45:00.000Z' }),
    updatedAt: instant().meta({ example: '2026-11-21T04:45:00.000Z' }),
  })
  .meta({ id: 'Patient', description: 'A patient.' });

/** As the caller may see it: ETag and If-Match are of this. */
export const showPatient = v1Presenter(patientRow);

export const patientList = v1ListOf(patientRow).meta({ id: 'PatientList', description: 'A page of patients.' });

const patientId = idOf('patient').meta({ description: "The patient's id.", example: EXAMPLE_ID });

const name = line(200).meta({ description: 'Full name.', example: 'Asha Menon' });
const email = emailInput().meta({ example: 'asha.menon@example.com' });
const phone = phoneInput().meta({
  description: "National in the hospital's country, or with + and country code.",
  example: '9876543210',
});
const gender = genderSchema.meta({ description: 'UNKNOWN where it is not given.', example: 'FEMALE' });

const optional = {
  dateOfBirth: day()
    .refine((text) => text <= new Date(Date.now() + 86_400_000).toISOString().slice(0, 10), 'Must not be in the future.')
    .nullish()
    .meta({ description: 'From 1900 on, not in the future.', example: '1985-04-12' }),
  gender: gender.nullish(),
  address: paragraph(500).nullish().meta({ example: '14 Carter Road, Bandra West, Mumbai' }),
  medicalHistory: medicalHistoryInput.nullish(),
  insurance: insuranceInput.nullish(),
  emergencyContact: emergencyContactInput.nullish(),
};

export const addPatientInput = z.strictObject({
  name,
  email,
  phone,
  ...optional,
  password: z.string().min(2).max(256).nullish().meta({
    description: 'Of 8 to 256 bytes. Makes a login with `email` and the role patient, which works at once.',
    format: 'password',
    example: 'correct horse battery',
  }),
});

export const replacePatientInput = z.strictObject({ id: patientId, name, email, phone, ...optional });

export const changePatientInput = z.strictObject({
  id: patientId,
  name: name.optional(),
  email: email.optional(),
  phone: phone.optional(),
  ...optional,
});

export const findPatientsInput = z.strictObject(v1PageFields);

export const readPatientInput = z.strictObject({ id: patientId });

export const deletePatientInput = z.strictObject({
  id: patientId,
  force: z.boolean().default(false).meta({ description: 'Cancels the appointments that are still booked.', example: false }),
});
