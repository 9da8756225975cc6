import { invalidField } from '@/server/kernel/app-error';
import { toE164 } from '@/server/kernel/phone';
import { PATIENT_COLUMNS, type Patient } from './patient';

/** Part of a medical record, as it was given: named texts and lists of texts. What may be in it is v1's to say. */
export type RecordPart = { [name: string]: string | string[] | null };

/** What of a patient v1 alone knows. */
export type RecordParts = {
  medicalHistory: RecordPart | null;
  insurance: RecordPart | null;
  /** Its `phone`, if it has one, in E.164. */
  emergencyContact: RecordPart | null;
};

/** A patient with all that is known: what v1 shows, as far as the caller may see it. */
export type PatientRecord = Patient & RecordParts;

/** PATIENT_COLUMNS and these: apart, since External's lists are read often and show none of them. */
export const PATIENT_RECORD_COLUMNS = `${PATIENT_COLUMNS}, p.medical_history AS "medicalHistory", p.insurance,
  p.emergency_contact AS "emergencyContact"`;

/**
 * The contact as it is stored.
 * @param country the hospital's, for a national phone.
 * @throws AppError VALIDATION_ERROR for a phone that cannot be one.
 */
export function storedContact(contact: RecordPart | null, country: string): RecordPart | null {
  if (contact === null || typeof contact.phone !== 'string') return contact;
  const phone = toE164(contact.phone, country);
  if (phone !== null) return { ...contact, phone };
  throw invalidField('emergencyContact.phone', 'Must be a phone number: national, or with + and country code.');
}
