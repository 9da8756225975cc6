import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { type Page, type PageRequest, toPage } from '@/server/domain/lists/page';
import { withAge } from './age';
import {
  type Conditions,
  conditionsOf,
  type PatientFilters,
  pageStatement,
  searchTotalStatement,
  totalStatement,
} from './list-statements';
import type { Patient } from './patient';
import { type SearchPatterns, searchPatterns } from './search-patterns';

/**
 * Patients that the tenant may see, newest first, with the exact total of the filter.
 *
 * Without `q` it is one prepared statement on the hot path, one for each combination of filters: an index gives the page, and
 * the sum of the counters the total, so that neither grows with the hospital (docs/performance.md).
 * @param place the hospital's country, for phones in `q`, and today's date there, for ages.
 * @throws AppError VALIDATION_ERROR for a cursor that is none.
 */
export async function listPatients(
  db: TenantDatabase,
  tenant: Tenant,
  filters: PatientFilters,
  request: PageRequest,
  place: { country: string; today: string },
): Promise<Page<Patient>> {
  const conditions = conditionsOf(tenant, filters);
  const patterns = filters.q === null ? null : searchPatterns(filters.q, place.country);
  const found = patterns
    ? await search(db, tenant, conditions, request, patterns)
    : await browse(db, tenant, conditions, request);
  for (const row of found.rows) withAge(row, place.today);
  return toPage(found.rows, found.total, request.limit);
}

type Found = { rows: Patient[]; total: number };

/** Rows before a page beyond which it takes milliseconds: every row before it is read and thrown away. */
const DEEP = 2_000;

/** Would the page hold up the quick reads of other hospitals, which share a connection with it? A cursor never does. */
function isDeep({ page, limit, cursor }: PageRequest): boolean {
  return cursor === null && page * limit > DEEP;
}

async function browse(db: TenantDatabase, tenant: Tenant, conditions: Conditions, request: PageRequest): Promise<Found> {
  const statement = pageStatement(conditions, request, null);
  const rows = isDeep(request)
    ? await db.search<Patient & { total: number }>(tenant, statement)
    : await db.read<Patient & { total: number }>(tenant, statement);
  if (rows[0]) return { rows, total: rows[0].total };
  const [counted] = await db.read<{ total: number }>(tenant, totalStatement(conditions));
  return { rows, total: counted?.total ?? 0 };
}

async function search(
  db: TenantDatabase,
  tenant: Tenant,
  conditions: Conditions,
  request: PageRequest,
  patterns: SearchPatterns,
): Promise<Found> {
  const [rows, counted] = await Promise.all([
    db.search<Patient>(tenant, pageStatement(conditions, request, patterns)),
    db.search<{ total: number }>(tenant, searchTotalStatement(conditions, patterns)),
  ]);
  return { rows, total: counted[0]?.total ?? 0 };
}
