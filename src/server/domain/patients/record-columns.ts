import { Prisma } from '@/server/db/generated/client';
import { type RecordPart, type RecordParts, storedContact } from './patient-record';

/**
 * The given parts of a record as Prisma writes them: absent stays, null clears.
 * @throws AppError VALIDATION_ERROR for a contact's phone that cannot be one.
 */
export function recordColumns(parts: { [Part in keyof RecordParts]?: RecordParts[Part] | undefined }, country: string) {
  const { medicalHistory, insurance, emergencyContact } = parts;
  return {
    ...(medicalHistory !== undefined && { medicalHistory: jsonOf(medicalHistory) }),
    ...(insurance !== undefined && { insurance: jsonOf(insurance) }),
    ...(emergencyContact !== undefined && { emergencyContact: jsonOf(storedContact(emergencyContact, country)) }),
  };
}

/** NULL, not JSON's null. */
function jsonOf(part: RecordPart | null) {
  return part ?? Prisma.DbNull;
}
