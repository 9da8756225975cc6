import type { HospitalInfo } from '@/server/kernel/principal';
import type { Role } from '@/shared/roles';

/** A login as the doors and the login itself see it. */
export type PersonRecord = {
  id: string;
  hospitalId: string;
  email: string;
  name: string;
  role: Role;
  status: 'ACTIVE' | 'DISABLED';
  mustChangePassword: boolean;
  confirmedAt: Date | null;
  createdByKeyId: string | null;
  doctorId: string | null;
  patientId: string | null;
  lastLoginAt: Date | null;
  deletedAt: Date | null;
  hospital: HospitalInfo;
};

/** Why a login does not work at all, whatever its password; for the audit log only. */
export type PersonFault = 'user_deleted' | 'user_disabled' | 'user_unconfirmed';

/**
 * What keeps this login from working; null: nothing.
 * A login that a partner's key made works once an admin has confirmed it; a patient's works at once (contract sections 6, 7).
 */
export function personFault(
  person: Pick<PersonRecord, 'deletedAt' | 'status' | 'role' | 'createdByKeyId' | 'confirmedAt'>,
): PersonFault | null {
  if (person.deletedAt !== null) return 'user_deleted';
  if (person.status !== 'ACTIVE') return 'user_disabled';
  const needsConfirmation = person.createdByKeyId !== null && person.role !== 'patient';
  return needsConfirmation && person.confirmedAt === null ? 'user_unconfirmed' : null;
}

/** Columns of `users u` and `hospitals h` for `personFromRow`. */
export const PERSON_COLUMNS = `u.id, u.hospital_id AS "hospitalId", u.email, u.name, u.role, u.status,
  u.must_change_password AS "mustChangePassword", u.confirmed_at AS "confirmedAt", u.created_by_key_id AS "createdByKeyId",
  u.doctor_id AS "doctorId", u.patient_id AS "patientId", u.last_login_at AS "lastLoginAt", u.deleted_at AS "deletedAt",
  h.name AS "hospitalName", h.timezone, h.country, h.currency`;

/** What `h.*` is called in such a row. */
type HospitalColumns = { hospitalName: string; timezone: string; country: string; currency: string };

export type PersonRow = Omit<PersonRecord, 'hospital'> & HospitalColumns;

/** The record of a row that was read with PERSON_COLUMNS; other columns stay with it. */
export function personFromRow<R extends PersonRow>(row: R): Omit<R, keyof HospitalColumns> & { hospital: HospitalInfo } {
  const { hospitalName, timezone, country, currency, ...rest } = row;
  return { ...rest, hospital: { id: row.hospitalId, name: hospitalName, timezone, country, currency } };
}
