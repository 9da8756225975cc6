import type { Transaction } from '@/server/db/prisma-client';
import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { type RecordScope, WHOLE_TENANT } from '@/server/domain/access/record-scope';
import { requireWritable } from '@/server/domain/branches/branch-lock';
import { notFound } from '@/server/kernel/app-error';
import type { Appointment } from './appointment';
import type { BookingScope } from './booking-scope';

/** What SQL selects for an Appointment from `appointments a` and APPOINTMENT_JOINS, but the names of its people. */
export const APPOINTMENT_SELECT = `a.id, a.branch_id AS "branchId", a.patient_id AS "patientId", a.doctor_id AS "doctorId",
  a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.status, a.type, a.reason, a.notes, a.status_reason AS "statusReason",
  a.booking_source AS "bookingSource", a.created_at AS "createdAt", a.updated_at AS "updatedAt", b.timezone`;

export const APPOINTMENT_JOINS = 'LEFT JOIN branches b ON b.hospital_id = a.hospital_id AND b.id = a.branch_id';

// Names come from the function, which also tells those of people whose records a branch lock hides.
const APPOINTMENT_BY_ID = `SELECT ${APPOINTMENT_SELECT}, n.patient_name AS "patientName", n.doctor_name AS "doctorName"
  FROM appointments a ${APPOINTMENT_JOINS} LEFT JOIN appointment_names(ARRAY[$2::uuid]) n ON n.id = a.id
  WHERE a.hospital_id = $1::uuid AND a.id = $2::uuid AND a.deleted_at IS NULL
    AND ($3::uuid IS NULL OR a.patient_id = $3::uuid) AND ($4::uuid IS NULL OR a.doctor_id = $4::uuid)`;

type Row = Omit<Appointment, 'timezone'> & { timezone: string | null };

/**
 * One appointment that the tenant may see and the caller reaches.
 * @param timezone the hospital's, for an appointment whose branch has none.
 * @throws AppError RESOURCE_NOT_FOUND, for another hospital's or branch's too, and for one beyond the reach.
 */
export async function getAppointment(
  db: TenantDatabase,
  tenant: Tenant,
  id: string,
  timezone: string,
  reach: RecordScope = WHOLE_TENANT,
): Promise<Appointment> {
  const values = [tenant.hospitalId, id, reach.patientId, reach.doctorId];
  return found(await db.read<Row>(tenant, { name: 'appointment_by_id', text: APPOINTMENT_BY_ID, values }), timezone);
}

/** Whose appointment is read, and the zone of one whose branch has none. */
type Place = Pick<BookingScope, 'hospitalId' | 'hospitalTimezone' | 'reach'>;

/** Like getAppointment, within a transaction and so with its changes. */
export async function readAppointment(tx: Transaction, place: Place, id: string): Promise<Appointment> {
  const { hospitalId, hospitalTimezone, reach = WHOLE_TENANT } = place;
  const rows = await tx.$queryRawUnsafe<Row[]>(APPOINTMENT_BY_ID, hospitalId, id, reach.patientId, reach.doctorId);
  return found(rows, hospitalTimezone);
}

/**
 * Like readAppointment, with the row locked until the transaction ends, to be changed.
 * @throws AppError RESOURCE_NOT_FOUND; FORBIDDEN behind a branch lock for one without a branch: it may be read, not written.
 */
export async function lockAppointment(
  tx: Transaction,
  place: Place & { branchId: string | null },
  id: string,
): Promise<Appointment> {
  await tx.$queryRaw`SELECT 1 FROM appointments WHERE hospital_id = ${place.hospitalId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  const appointment = await readAppointment(tx, place, id);
  requireWritable(place, appointment);
  return appointment;
}

function found([row]: Row[], hospitalTimezone: string): Appointment {
  if (!row) throw notFound('Appointment');
  return { ...row, timezone: row.timezone ?? hospitalTimezone };
}
