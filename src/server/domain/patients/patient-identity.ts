import type { Transaction } from '@/server/db/prisma-client';
import { AppError, invalidField } from '@/server/kernel/app-error';
import { foldName } from '@/server/kernel/fold-name';
import { toE164 } from '@/server/kernel/phone';

/** Phone and name in the form in which two records of one person are the same. */
export type PatientIdentity = { phone: string; nameFolded: string };

/** @throws AppError VALIDATION_ERROR on `path` where the phone cannot be one. */
export function patientIdentity(phone: string, name: string, country: string, path = 'phone'): PatientIdentity {
  const e164 = toE164(phone, country);
  if (e164 === null) throw invalidField(path, 'Must be a phone number: national, or with + and country code.');
  return { phone: e164, nameFolded: foldName(name) };
}

/**
 * The patient with this phone and name among those that the tenant sees, or null.
 *
 * An advisory lock on the pair makes two requests for one person come one after the other. It cannot be a unique constraint:
 * that would see records of other branches and tell a branch-locked key of them (contract section 1, rule 5).
 */
export async function findByIdentity(
  tx: Transaction,
  hospitalId: string,
  identity: PatientIdentity,
): Promise<{ id: string } | null> {
  const pair = `patient/${hospitalId}/${identity.phone}/${identity.nameFolded}`;
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${pair}, 0))::text`;
  return tx.patient.findFirst({
    where: { hospitalId, phone: identity.phone, nameFolded: identity.nameFolded, deletedAt: null },
    select: { id: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

/** The 409 for a person who is there already; the id only for callers who may read patients. */
export function duplicatePatient(existingId: string, mayRead: boolean): AppError {
  return new AppError('DUPLICATE_RESOURCE', {
    message: 'A patient with this phone and name exists already.',
    details: [
      {
        path: 'phone',
        message: 'A patient with this phone and name exists already.',
        ...(mayRead && { id: existingId, kind: 'patient' }),
      },
    ],
  });
}
