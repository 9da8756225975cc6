import type { Prisma } from '@/server/db/generated/client';

/** The columns of what `patient.created` tells. */
export const PATIENT_EVENT_COLUMNS = {
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
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.PatientSelect;

type Row = Prisma.PatientGetPayload<{ select: typeof PATIENT_EVENT_COLUMNS }>;

/** What an event tells of a patient: all of it, as it was then; instants as ISO text in UTC, the date of birth as YYYY-MM-DD. */
export function patientEventData(row: Row): Record<string, unknown> {
  return {
    ...row,
    dateOfBirth: row.dateOfBirth?.toISOString().slice(0, 10) ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
