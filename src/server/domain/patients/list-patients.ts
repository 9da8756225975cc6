import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { patientFilters, type RecordScope, WHOLE_TENANT } from '@/server/domain/access/record-scope';
import { conditionsOf, equals, ofBranch } from '@/server/domain/lists/conditions';
import { listRows } from '@/server/domain/lists/list-rows';
import type { ListSource } from '@/server/domain/lists/list-source';
import type { Page, PageRequest } from '@/server/domain/lists/page';
import { withAge } from './age';
import { PATIENT_COLUMNS, PATIENT_JOINS, type Patient } from './patient';
import { PATIENT_RECORD_COLUMNS, type PatientRecord } from './patient-record';
import { searchPatterns } from './search-patterns';

/** The hospital's country and today's date there. */
type Place = { country: string; today: string };

export type PatientFilters = { q: string | null; status: string | null; branchId: string | null; doctorId: string | null };

const SOURCE: ListSource = {
  name: 'patients',
  table: 'patients',
  alias: 'p',
  columns: PATIENT_COLUMNS,
  joins: PATIENT_JOINS,
  only: 'p.deleted_at IS NULL',
  search: { call: 'find_patients', finds: 'rows' },
  names: null,
  counters: { table: 'patient_counts', columns: ['status', 'branch_id', 'doctor_id'] },
  narrow: [],
  days: null,
};

const RECORDS: ListSource = { ...SOURCE, name: 'patient_records', columns: PATIENT_RECORD_COLUMNS };

/**
 * Patients that the tenant may see and the caller reaches, newest first, with the exact total of the filter (lists/list-rows.ts).
 * @param place the hospital's country, for phones in `q`, and today's date there, for ages.
 * @throws AppError VALIDATION_ERROR for a cursor that is none.
 */
export function listPatients(
  db: TenantDatabase,
  tenant: Tenant,
  filters: PatientFilters,
  request: PageRequest,
  place: Place,
  reach: RecordScope = WHOLE_TENANT,
): Promise<Page<Patient>> {
  return listFrom<Patient>(SOURCE, db, tenant, filters, request, place, reach);
}

/** Like listPatients, with all that is known of each patient. */
export function listPatientRecords(
  db: TenantDatabase,
  tenant: Tenant,
  filters: PatientFilters,
  request: PageRequest,
  place: Place,
  reach: RecordScope,
): Promise<Page<PatientRecord>> {
  return listFrom<PatientRecord>(RECORDS, db, tenant, filters, request, place, reach);
}

async function listFrom<Row extends Patient>(
  source: ListSource,
  db: TenantDatabase,
  tenant: Tenant,
  filters: PatientFilters,
  request: PageRequest,
  place: Place,
  reach: RecordScope,
): Promise<Page<Row>> {
  const conditions = conditionsOf(tenant, [
    equals('status', filters.status),
    ofBranch(tenant, filters.branchId, false),
    equals('doctor_id', filters.doctorId),
    ...patientFilters(reach),
  ]);
  const patterns = filters.q === null ? null : searchPatterns(filters.q, place.country);
  const page = await listRows<Row>(db, tenant, { source, conditions, patterns }, request);
  for (const row of page.rows) withAge(row, place.today);
  return page;
}
