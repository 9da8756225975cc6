import type { Transaction } from '@/server/db/prisma-client';
import type { Tenant } from '@/server/db/tenant';
import { createUser, type PreparedLogin } from '@/server/domain/auth/create-user';
import { publish } from '@/server/domain/events/outbox';
import { newId } from '@/server/kernel/new-id';
import type { Patient } from './patient';
import { PATIENT_EVENT_COLUMNS, patientEventData } from './patient-event';
import { duplicatePatient, findByIdentity, patientIdentity } from './patient-identity';
import { holdDoctor, resolveBranch } from './patient-links';
import type { RecordParts } from './patient-record';
import { recordColumns } from './record-columns';

export type NewPatient = Pick<Patient, 'name' | 'phone' | 'email' | 'gender' | 'dateOfBirth' | 'age' | 'address' | 'doctorId'> &
  Partial<RecordParts> & {
    /** Undefined: the key's own branch, if it has one. */
    branchId: string | null | undefined;
  };

/** A login to be made with the patient, and by which key (null: a person). */
export type PatientLogin = { prepared: PreparedLogin; keyId: string | null };

/** Whose hospital it is, and what the caller may be told. */
export type PatientScope = { tenant: Tenant; country: string; mayRead: boolean; now: Date };

/**
 * Adds a patient and tells `patient.created`.
 * @param login with the role patient, which works at once (contract section 7); null: none is made.
 * @throws AppError DUPLICATE_RESOURCE for the same phone and name, or a login's e-mail that the hospital has; VALIDATION_ERROR;
 *   RESOURCE_NOT_FOUND for branch or doctor.
 */
export async function createPatient(
  tx: Transaction,
  scope: PatientScope,
  input: NewPatient,
  login: PatientLogin | null = null,
): Promise<{ id: string; branchId: string | null }> {
  const { hospitalId } = scope.tenant;
  const { medicalHistory, insurance, emergencyContact, ...plain } = input;
  const identity = patientIdentity(input.phone, input.name, scope.country);
  const columns = recordColumns({ medicalHistory, insurance, emergencyContact }, scope.country);
  const branchId = await resolveBranch(tx, scope.tenant, input.branchId);
  if (input.doctorId !== null) await holdDoctor(tx, hospitalId, input.doctorId);
  const existing = await findByIdentity(tx, hospitalId, identity);
  if (existing) throw duplicatePatient(existing.id, scope.mayRead);
  const id = newId();
  const row = await tx.patient.create({
    data: {
      ...plain,
      ...identity,
      ...columns,
      hospitalId,
      id,
      branchId,
      email: input.email?.toLowerCase() ?? null,
      dateOfBirth: input.dateOfBirth === null ? null : new Date(input.dateOfBirth),
      createdAt: scope.now,
      updatedAt: scope.now,
    },
    select: PATIENT_EVENT_COLUMNS,
  });
  if (login) {
    const user = { hospitalId, name: input.name, role: 'patient', doctorId: null, patientId: id } as const;
    await createUser(tx, login.prepared, { ...user, createdByKeyId: login.keyId, mustChangePassword: false }, scope.now);
  }
  const data = patientEventData(row);
  await publish(tx, { hospitalId, branchId, type: 'patient.created', resource: 'patient', resourceId: id, data });
  return { id, branchId };
}
