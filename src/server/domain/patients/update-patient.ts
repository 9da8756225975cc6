import type { Transaction } from '@/server/db/prisma-client';
import type { RecordScope } from '@/server/domain/access/record-scope';
import type { PatientScope } from './create-patient';
import type { Patient } from './patient';
import { duplicatePatient, findByIdentity, patientIdentity } from './patient-identity';
import { holdDoctor, resolveBranch } from './patient-links';
import type { PatientRecord, RecordParts } from './patient-record';
import { lockPatient, readPatient } from './read-patient';
import { recordColumns } from './record-columns';

/** What may be changed; absent stays, null clears. */
export type PatientChanges = Partial<
  Pick<
    Patient,
    'name' | 'phone' | 'email' | 'gender' | 'dateOfBirth' | 'age' | 'address' | 'doctorId' | 'branchId' | 'status'
  > &
    RecordParts
>;

/**
 * Changes a patient; a login of the patient keeps its e-mail and password.
 * @param check sees the record as it is before the change, locked, and may throw (If-Match).
 * @throws AppError RESOURCE_NOT_FOUND, DUPLICATE_RESOURCE, VALIDATION_ERROR
 */
export async function updatePatient(
  tx: Transaction,
  scope: PatientScope & { today: string; reach?: RecordScope },
  id: string,
  changes: PatientChanges,
  check: (patient: PatientRecord) => void,
): Promise<PatientRecord> {
  const { hospitalId } = scope.tenant;
  if (changes.doctorId) await holdDoctor(tx, hospitalId, changes.doctorId);
  const current = await lockPatient(tx, hospitalId, id, scope.today, scope.reach);
  check(current);
  const identity = patientIdentity(changes.phone ?? current.phone, changes.name ?? current.name, scope.country);
  if (changes.phone !== undefined || changes.name !== undefined) {
    const existing = await findByIdentity(tx, hospitalId, identity);
    if (existing && existing.id !== id) throw duplicatePatient(existing.id, scope.mayRead);
  }
  if (changes.branchId !== undefined) await resolveBranch(tx, scope.tenant, changes.branchId);
  const { email, dateOfBirth, medicalHistory, insurance, emergencyContact, ...plain } = changes;
  await tx.patient.update({
    where: { hospitalId_id: { hospitalId, id } },
    data: {
      ...plain,
      ...identity,
      ...recordColumns({ medicalHistory, insurance, emergencyContact }, scope.country),
      ...(email !== undefined && { email: email?.toLowerCase() ?? null }),
      ...(dateOfBirth !== undefined && { dateOfBirth: dateOfBirth === null ? null : new Date(dateOfBirth) }),
      updatedAt: scope.now,
    },
    select: { id: true },
  });
  return readPatient(tx, hospitalId, id, scope.today);
}
