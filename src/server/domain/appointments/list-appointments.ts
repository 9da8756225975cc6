import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { appointmentFilters, type RecordScope, WHOLE_TENANT } from '@/server/domain/access/record-scope';
import { conditionsOf, equals, ofBranch } from '@/server/domain/lists/conditions';
import { listRows } from '@/server/domain/lists/list-rows';
import { type ListOrder, type ListSource, NEWEST, reversed } from '@/server/domain/lists/list-source';
import { localDays } from '@/server/domain/lists/local-days';
import type { Page, PageRequest } from '@/server/domain/lists/page';
import { namePatterns } from '@/server/domain/lists/search-patterns';
import type { Appointment } from './appointment';
import { APPOINTMENT_JOINS, APPOINTMENT_SELECT } from './read-appointment';
import type { AppointmentStatus } from './status';

export type AppointmentFilters = {
  /** Part of the patient's or the doctor's name. */
  q: string | null;
  /** Any of these; null: every one. */
  statuses: readonly AppointmentStatus[] | null;
  patientId: string | null;
  doctorId: string | null;
  branchId: string | null;
  /** Days of the beginning in the hospital's zone, `YYYY-MM-DD`, both included. */
  startDate: string | null;
  endDate: string | null;
};

export const APPOINTMENTS: ListSource = {
  name: 'appointments',
  table: 'appointments',
  alias: 'a',
  columns: APPOINTMENT_SELECT,
  joins: APPOINTMENT_JOINS,
  only: 'a.deleted_at IS NULL',
  search: { call: 'find_appointments', finds: 'rows' },
  names: { call: 'appointment_names', columns: 'n.patient_name AS "patientName", n.doctor_name AS "doctorName"' },
  counters: { table: 'appointment_counts', columns: ['status', 'branch_id', 'doctor_id'] },
  narrow: ['patient_id'],
  days: {
    column: 'starts_at',
    counters: { table: 'appointment_days', columns: ['branch_id'] },
    byDay: { column: 'starts_day', beside: ['status', 'branch_id'] },
  },
};

export const APPOINTMENT_ORDERS = ['createdAt', '-createdAt', 'dateTime', '-dateTime', 'status', '-status'] as const;
export type AppointmentOrder = (typeof APPOINTMENT_ORDERS)[number];

const STARTS: ListOrder = {
  name: 'starts',
  by: [
    { column: 'starts_at', shown: '"startsAt"', descending: false },
    { column: 'id', shown: 'id', descending: false },
  ],
};
const STATUS: ListOrder = { name: 'status', by: [{ column: 'status', shown: 'status', descending: false }, ...NEWEST.by] };

/** By when it was booked, when it begins, or the status's name, within it the last booked first; `-` turns all of it round. */
const ORDERS: Readonly<Record<AppointmentOrder, ListOrder>> = {
  createdAt: reversed(NEWEST),
  '-createdAt': NEWEST,
  dateTime: STARTS,
  '-dateTime': reversed(STARTS),
  status: STATUS,
  '-status': reversed(STATUS),
};

/** Whose appointments, in which order; absent: everybody's, last booked first. */
export type ListOptions = { reach?: RecordScope; order?: AppointmentOrder };

/**
 * Appointments that the tenant may see and the caller reaches, those without a branch too, with the exact total of the filters
 * (lists/list-rows.ts).
 * @param timezone the hospital's: of the days, and of appointments whose branch has none.
 * @throws AppError VALIDATION_ERROR for a cursor that is none.
 */
export async function listAppointments(
  db: TenantDatabase,
  tenant: Tenant,
  filters: AppointmentFilters,
  request: PageRequest,
  timezone: string,
  { reach = WHOLE_TENANT, order = '-createdAt' }: ListOptions = {},
): Promise<Page<Appointment>> {
  const conditions = conditionsOf(
    tenant,
    [
      filters.statuses && { column: 'status', anyOf: filters.statuses },
      ofBranch(tenant, filters.branchId, true),
      equals('doctor_id', filters.doctorId),
      equals('patient_id', filters.patientId),
      ...appointmentFilters(reach),
    ],
    localDays(filters.startDate, filters.endDate, timezone),
  );
  const patterns = filters.q === null ? null : namePatterns(filters.q);
  const query = { source: APPOINTMENTS, conditions, patterns, order: ORDERS[order] };
  const page = await listRows<Appointment & { timezone: string | null }>(db, tenant, query, request);
  return { ...page, rows: page.rows.map((row) => ({ ...row, timezone: row.timezone ?? timezone })) };
}
