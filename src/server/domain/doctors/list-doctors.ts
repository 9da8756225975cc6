import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { conditionsOf, equals, ofBranch } from '@/server/domain/lists/conditions';
import { listRows } from '@/server/domain/lists/list-rows';
import type { ListSource } from '@/server/domain/lists/list-source';
import type { Page, PageRequest } from '@/server/domain/lists/page';
import { searchPatterns } from '@/server/domain/patients/search-patterns';
import { DOCTOR_COLUMNS, DOCTOR_JOINS, type Doctor } from './doctor';

export type DoctorFilters = {
  q: string | null;
  status: string | null;
  branchId: string | null;
  /** The whole of it, in upper or lower case. */
  specialty: string | null;
};

const SOURCE: ListSource = {
  name: 'doctors',
  table: 'doctors',
  alias: 'd',
  columns: DOCTOR_COLUMNS,
  joins: DOCTOR_JOINS,
  only: 'd.deleted_at IS NULL',
  search: { call: 'search_doctors', finds: 'ids' },
  names: null,
  counters: null,
  narrow: [],
  days: null,
};

/** The hospital is $1, as in every list. */
const OF_SPECIALTY = (specialty: string) =>
  `(SELECT s.id FROM doctors s WHERE s.hospital_id = $1 AND lower(s.specialty) = lower(${specialty}))`;

/**
 * Doctors that the tenant may see, newest first, with the exact total of the filter (lists/list-rows.ts). Behind a branch lock
 * these are the branch's and those of no branch, whatever branch is asked for. `q` is part of a name, phone, e-mail or
 * specialty.
 * @param country the hospital's, for phones in `q`.
 * @throws AppError VALIDATION_ERROR for a cursor that is none.
 */
export async function listDoctors(
  db: TenantDatabase,
  tenant: Tenant,
  filters: DoctorFilters,
  request: PageRequest,
  country: string,
): Promise<Page<Doctor>> {
  const conditions = conditionsOf(tenant, [
    equals('status', filters.status),
    ofBranch(tenant, filters.branchId, true),
    filters.specialty === null ? null : { column: 'id', anyOf: [filters.specialty], among: OF_SPECIALTY },
  ]);
  const patterns = filters.q === null ? null : searchPatterns(filters.q, country);
  return listRows<Doctor>(db, tenant, { source: SOURCE, conditions, patterns }, request);
}
