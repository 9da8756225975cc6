import type { Prisma } from '@/server/db/generated/client';
import { equals, type Filter } from '@/server/domain/lists/conditions';
import { AppError, notFound } from '@/server/kernel/app-error';

/**
 * Whose records a caller reaches among those that its tenant sees; at most one of the two is given. Every list, read and write
 * of appointments and patients takes one, so that what is beyond it does not exist for the caller: 404, as for an unknown id.
 */
export type RecordScope = {
  /** Only this patient's record and appointments. */
  patientId: string | null;
  /** Only this doctor's appointments and schedule, and the patients assigned to the doctor. */
  doctorId: string | null;
};

/** Everything that the tenant sees: a key, an administrator, the front desk. */
export const WHOLE_TENANT: RecordScope = { patientId: null, doctorId: null };

/** Does the scope leave this patient in? */
export function mayBookFor(scope: RecordScope | undefined, patientId: string): boolean {
  return (scope?.patientId ?? patientId) === patientId;
}

/** Appointments within the scope, for Prisma. */
export function appointmentsWithin({ patientId, doctorId }: RecordScope): Prisma.AppointmentWhereInput {
  return { ...(patientId !== null && { patientId }), ...(doctorId !== null && { doctorId }) };
}

/** Appointments within the scope, for a list (conditionsOf); beside a caller's own filter of the same column both must hold. */
export function appointmentFilters({ patientId, doctorId }: RecordScope): (Filter | null)[] {
  return [equals('patient_id', patientId), equals('doctor_id', doctorId)];
}

/**
 * Patients within the scope, for Prisma. A doctor's are those with `doctor_id`, or with any appointment with the doctor
 * (contract section 3), whatever its status, unless it was deleted.
 */
export function patientsWithin({ patientId, doctorId }: RecordScope): Prisma.PatientWhereInput {
  if (patientId !== null) return { id: patientId };
  if (doctorId === null) return {};
  return { OR: [{ doctorId }, { appointments: { some: { doctorId, deletedAt: null } } }] };
}

/**
 * Whom an appointment is booked for: somebody else's record is there for no patient.
 * @throws AppError RESOURCE_NOT_FOUND
 */
export function requirePatientWithin(scope: RecordScope, patientId: string): void {
  if (scope.patientId !== null && scope.patientId !== patientId) throw notFound('Patient');
}

/** Patients within the scope, for a list (conditionsOf) or for SQL of one's own (filterText). */
export function patientFilters({ patientId, doctorId }: RecordScope): (Filter | null)[] {
  return [equals('id', patientId), doctorId === null ? null : { column: 'id', anyOf: [doctorId], among: ASSIGNED_PATIENTS }];
}

/** Each half by an index of its own; the hospital is $1, as in every list. */
const ASSIGNED_PATIENTS = (doctor: string) => `(SELECT assigned.id FROM patients assigned
    WHERE assigned.hospital_id = $1 AND assigned.doctor_id = ${doctor} AND assigned.deleted_at IS NULL
  UNION SELECT seen.patient_id FROM appointments seen
    WHERE seen.hospital_id = $1 AND seen.doctor_id = ${doctor} AND seen.deleted_at IS NULL)`;

/**
 * A doctor changes the own schedule only; others' are there to be read, so the refusal is one of the role, not a 404.
 * @throws AppError FORBIDDEN
 */
export function requireOwnSchedule(scope: RecordScope, doctorId: string): void {
  if (scope.doctorId === null || scope.doctorId === doctorId) return;
  throw new AppError('FORBIDDEN', { message: 'A doctor changes only the own schedule.', auditCause: 'schedule_of_another' });
}
