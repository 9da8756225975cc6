import type { Transaction } from '@/server/db/prisma-client';
import { patientsWithin, type RecordScope, WHOLE_TENANT } from '@/server/domain/access/record-scope';
import { notFound } from '@/server/kernel/app-error';
import { withAge } from './age';
import type { PatientRecord, RecordPart } from './patient-record';

const SELECT = {
  hospitalId: true,
  id: true,
  branchId: true,
  doctorId: true,
  name: true,
  phone: true,
  email: true,
  gender: true,
  dateOfBirth: true,
  age: true,
  address: true,
  status: true,
  medicalHistory: true,
  insurance: true,
  emergencyContact: true,
  createdAt: true,
  updatedAt: true,
  branch: { select: { timezone: true } },
} as const;

/** Like getPatientRecord, within a transaction and so with its changes. @throws AppError RESOURCE_NOT_FOUND */
export async function readPatient(
  tx: Transaction,
  hospitalId: string,
  id: string,
  today: string,
  reach: RecordScope = WHOLE_TENANT,
): Promise<PatientRecord> {
  const where = { hospitalId, id, deletedAt: null, AND: patientsWithin(reach) };
  const row = await tx.patient.findFirst({ where, select: SELECT });
  if (!row) throw notFound('Patient');
  const { branch, ...columns } = row;
  return withAge(
    {
      ...columns,
      gender: row.gender as PatientRecord['gender'],
      status: row.status as PatientRecord['status'],
      medicalHistory: row.medicalHistory as RecordPart | null,
      insurance: row.insurance as RecordPart | null,
      emergencyContact: row.emergencyContact as RecordPart | null,
      dateOfBirth: row.dateOfBirth?.toISOString().slice(0, 10) ?? null,
      timezone: branch?.timezone ?? null,
    },
    today,
  );
}

/**
 * Like readPatient, with the row locked until the transaction ends, to change it. Bookings for the patient go on meanwhile: whoever
 * books by phone and name has locked these before it comes to the row, in the other order than whoever changes them.
 */
export async function lockPatient(
  tx: Transaction,
  hospitalId: string,
  id: string,
  today: string,
  reach: RecordScope = WHOLE_TENANT,
): Promise<PatientRecord> {
  await tx.$queryRaw`SELECT 1 FROM patients WHERE hospital_id = ${hospitalId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
  return readPatient(tx, hospitalId, id, today, reach);
}
