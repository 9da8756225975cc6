import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import type { Statement } from '@/server/db/tenant-reader';
import { decodeCursor, type Page, type PageRequest, toPage } from '@/server/domain/lists/page';
import { withAge } from './age';
import { PATIENT_COLUMNS, PATIENT_TABLES, type Patient } from './patient';
import { type SearchPatterns, searchPatterns } from './search-patterns';

export type PatientFilters = { q: string | null; status: string | null; branchId: string | null; doctorId: string | null };

type Conditions = { name: string; sql: string; values: unknown[] };

/**
 * Patients that the tenant may see, newest first, with the exact total of the filter.
 *
 * Without `q` it is two prepared statements on the hot path, one for each combination of filters: an index gives the page,
 * and the sum of the counters the total, so that neither grows with the hospital (docs/decisions/0006).
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
  // The lock of a key wins over its filter (contract section 1, rule 5); stating it lets the branch's index be used.
  const conditions = conditionsOf(tenant, { ...filters, branchId: tenant.branchId ?? filters.branchId });
  const patterns = filters.q === null ? null : searchPatterns(filters.q, place.country);
  const [rows, counted] = await Promise.all(
    patterns === null
      ? [
          db.read<Patient>(tenant, pageStatement(conditions, request, null)),
          db.read<{ total: number }>(tenant, countStatement(conditions)),
        ]
      : [
          db.search<Patient>(tenant, pageStatement(conditions, request, patterns)),
          db.search<{ total: number }>(tenant, searchCountStatement(conditions, patterns)),
        ],
  );
  for (const row of rows) withAge(row, place.today);
  return toPage(rows, counted[0]?.total ?? 0, request.limit);
}

function conditionsOf(tenant: Tenant, filters: Omit<PatientFilters, 'q'>): Conditions {
  const values: unknown[] = [tenant.hospitalId];
  let sql = 'p.hospital_id = $1';
  let name = '';
  for (const [letter, column, value] of [
    ['s', 'status', filters.status],
    ['b', 'branch_id', filters.branchId],
    ['d', 'doctor_id', filters.doctorId],
  ] as const) {
    if (value === null) continue;
    values.push(value);
    sql += ` AND p.${column} = $${values.length}`;
    name += letter;
  }
  return { name, sql, values };
}

function pageStatement(conditions: Conditions, request: PageRequest, patterns: SearchPatterns | null): Statement {
  const values = [...conditions.values];
  const next = (value: unknown) => `$${values.push(value)}`;
  let where = `${conditions.sql} AND p.deleted_at IS NULL`;
  let name = `patients_${conditions.name}`;
  if (patterns) {
    where += ` AND p.id IN (SELECT search_patients(${next(patterns.anywhere)}::text[], ${next(patterns.beginning)}::text[]))`;
    name += '_q';
  }
  if (request.cursor !== null) {
    const { createdAt, id } = decodeCursor(request.cursor);
    where += ` AND (p.created_at, p.id) < (${next(createdAt)}::timestamptz, ${next(id)}::uuid)`;
    name += '_c';
  }
  const limit = next(request.limit + 1);
  const offset = request.cursor === null ? ` OFFSET ${next((request.page - 1) * request.limit)}` : '';
  return {
    name,
    text: `SELECT ${PATIENT_COLUMNS} FROM ${PATIENT_TABLES} WHERE ${where} ORDER BY p.created_at DESC, p.id DESC LIMIT ${limit}${offset}`,
    values,
  };
}

function countStatement(conditions: Conditions): Statement {
  return {
    name: `patients_count_${conditions.name}`,
    text: `SELECT coalesce(sum(p.amount), 0)::bigint AS total FROM patient_counts p WHERE ${conditions.sql}`,
    values: conditions.values,
  };
}

function searchCountStatement(conditions: Conditions, patterns: SearchPatterns): Statement {
  const values = [...conditions.values, patterns.anywhere, patterns.beginning];
  return {
    name: `patients_count_${conditions.name}_q`,
    text: `SELECT count(*) AS total FROM patients p WHERE ${conditions.sql} AND p.deleted_at IS NULL
      AND p.id IN (SELECT search_patients($${values.length - 1}::text[], $${values.length}::text[]))`,
    values,
  };
}
