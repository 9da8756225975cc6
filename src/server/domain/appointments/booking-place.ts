import type { Transaction } from '@/server/db/prisma-client';
import { mayBookFor } from '@/server/domain/access/record-scope';
import { type BookableDoctor, loadBookableDoctor } from '@/server/domain/availability/load-availability';
import { requireBranch } from '@/server/domain/branches/require-branch';
import { AppError, notFound } from '@/server/kernel/app-error';
import type { BookingScope } from './booking-scope';

/** Whose calendar it is, and in which zone its times are told. */
export type SlotPlace = {
  doctor: BookableDoctor;
  /** Of the appointment's branch, else of the hospital. */
  timezone: string;
};

export type BookingPlace = SlotPlace & {
  patient: { id: string; name: string; branchId: string | null };
  /** The appointment's branch: the given one, else the doctor's, else the patient's. */
  branchId: string | null;
};

export type PlaceQuestion = { patientId: string; doctorId: string; branchId?: string | null | undefined };

/**
 * Who meets where. Also for a caller that must know the zone before it can tell the instant of a local date and time.
 *
 * Under a branch lock the place is always the lock's branch: a row without it could not be written. One query: of many who race
 * for a slot each asks it.
 * @throws AppError RESOURCE_NOT_FOUND for a doctor, patient or branch that is not the tenant's to see, and for a patient for
 *   whom the caller does not book; CONFLICT for a doctor who is INACTIVE.
 */
export async function findBookingPlace(tx: Transaction, scope: BookingScope, question: PlaceQuestion): Promise<BookingPlace> {
  const { hospitalId, hospitalTimezone } = scope;
  const { doctorId, patientId } = question;
  const row = await readPlace(tx, scope, question);
  if (row.doctorName === null) throw notFound('Doctor');
  requireActive({ status: row.doctorStatus });
  if (row.patientName === null || !mayBookFor(scope.reach, patientId)) throw notFound('Patient');
  // Of another branch than the lock's, row-level security finds none.
  if (row.branchId !== null && !row.branchSeen) await requireBranch(tx, hospitalId, row.branchId);
  return {
    doctor: {
      id: doctorId,
      name: row.doctorName,
      status: row.doctorStatus,
      branchId: row.doctorBranchId,
      timezone: row.doctorTimezone ?? hospitalTimezone,
      slotDurationMinutes: row.slotDurationMinutes,
    },
    patient: { id: patientId, name: row.patientName, branchId: row.patientBranchId },
    branchId: row.branchId,
    timezone: row.timezone ?? hospitalTimezone,
  };
}

type PlaceRow = {
  /** Null: there is no such doctor; then so are the next four. */
  doctorName: string | null;
  doctorStatus: BookableDoctor['status'];
  doctorBranchId: string | null;
  doctorTimezone: string | null;
  slotDurationMinutes: number;
  patientName: string | null;
  patientBranchId: string | null;
  branchId: string | null;
  branchSeen: boolean;
  timezone: string | null;
};

/** Asked for by name: a foreign key does not see row-level security, so it would accept another branch's patient. */
async function readPlace(
  tx: Transaction,
  { hospitalId, branchId: lock }: BookingScope,
  { patientId, doctorId, branchId }: PlaceQuestion,
): Promise<PlaceRow> {
  const [row] = await tx.$queryRaw<PlaceRow[]>`
    SELECT d.name AS "doctorName", d.status AS "doctorStatus", d.branch_id AS "doctorBranchId", db.timezone AS "doctorTimezone",
      d.slot_duration_minutes AS "slotDurationMinutes", p.name AS "patientName", p.branch_id AS "patientBranchId",
      coalesce(asked.branch_id, d.branch_id, p.branch_id) AS "branchId", b.id IS NOT NULL AS "branchSeen", b.timezone
    FROM (SELECT ${hospitalId}::uuid AS hospital_id, ${branchId ?? lock}::uuid AS branch_id) AS asked
    LEFT JOIN doctors d ON d.hospital_id = asked.hospital_id AND d.id = ${doctorId}::uuid AND d.deleted_at IS NULL
    LEFT JOIN branches db ON db.hospital_id = d.hospital_id AND db.id = d.branch_id
    LEFT JOIN patients p ON p.hospital_id = asked.hospital_id AND p.id = ${patientId}::uuid AND p.deleted_at IS NULL
    LEFT JOIN branches b ON b.hospital_id = asked.hospital_id AND b.id = coalesce(asked.branch_id, d.branch_id, p.branch_id)`;
  if (!row) throw new Error('a query of one row gave none');
  return row;
}

function requireActive({ status }: Pick<BookableDoctor, 'status'>): void {
  if (status !== 'ACTIVE') throw new AppError('CONFLICT', { message: 'The doctor is not active.' });
}

/** @throws AppError RESOURCE_NOT_FOUND for a doctor who is not the tenant's to see; CONFLICT for one who is INACTIVE. */
export async function findActiveDoctor(tx: Transaction, scope: BookingScope, id: string): Promise<BookableDoctor> {
  const doctor = await loadBookableDoctor(tx, scope, id);
  requireActive(doctor);
  return doctor;
}
