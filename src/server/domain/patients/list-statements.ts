import type { Tenant } from '@/server/db/tenant';
import type { Statement } from '@/server/db/tenant-reader';
import { decodeCursor, type PageRequest } from '@/server/domain/lists/page';
import { PATIENT_COLUMNS, PATIENT_TABLES } from './patient';
import type { SearchPatterns } from './search-patterns';

export type PatientFilters = { q: string | null; status: string | null; branchId: string | null; doctorId: string | null };

/** Which rows, as columns of both `patients` and its counters. `name` names the combination, `values` its parameters. */
export type Conditions = { name: string; columns: readonly string[]; values: readonly unknown[] };

/** The lock of a key wins over its filter (contract section 1, rule 5); stating it lets the branch's index be used. */
export function conditionsOf(tenant: Tenant, filters: PatientFilters): Conditions {
  const branchId = tenant.branchId ?? filters.branchId;
  const columns = ['hospital_id'];
  const values: unknown[] = [tenant.hospitalId];
  if (filters.status !== null) columns.push('status') && values.push(filters.status);
  if (branchId !== null) columns.push('branch_id') && values.push(branchId);
  if (filters.doctorId !== null) columns.push('doctor_id') && values.push(filters.doctorId);
  // By initials: PostgreSQL cuts names of statements at 63 characters.
  return { name: columns.map((column) => column[0]).join(''), columns, values };
}

function where(alias: string, { columns }: Conditions): string {
  return columns.map((column, index) => `${alias}.${column} = $${index + 1}`).join(' AND ');
}

// A text for each combination of filters, made once: the name decides, and a connection prepares each name once.
const texts = new Map<string, string>();

function textOf(name: string, make: () => string): string {
  let text = texts.get(name);
  if (text === undefined) {
    text = make();
    texts.set(name, text);
  }
  return text;
}

const totalText = (conditions: Conditions) =>
  `SELECT coalesce(sum(c.amount), 0)::bigint AS total FROM patient_counts c WHERE ${where('c', conditions)}`;

/** The rows of a page and one more; without a search each row also carries the total, read in the same snapshot. */
export function pageStatement(conditions: Conditions, request: PageRequest, patterns: SearchPatterns | null): Statement {
  const first = conditions.values.length + 1;
  const values = [...conditions.values];
  if (patterns) values.push(patterns.anywhere, patterns.beginning);
  const cursor = request.cursor === null ? null : decodeCursor(request.cursor);
  if (cursor) values.push(cursor.createdAt, cursor.id);
  values.push(request.limit + 1, cursor ? 0 : (request.page - 1) * request.limit);
  const name = `patients/${conditions.name}${patterns ? '/q' : ''}${cursor ? '/cursor' : ''}`;
  const text = textOf(name, () => {
    let at = first;
    const found = patterns ? ` AND p.id IN (${searchText(at++, at++)})` : '';
    const after = cursor ? ` AND (p.created_at, p.id) < ($${at++}::timestamptz, $${at++}::uuid)` : '';
    return `SELECT ${PATIENT_COLUMNS}${patterns ? '' : `, (${totalText(conditions)}) AS total`} FROM ${PATIENT_TABLES}
      WHERE ${where('p', conditions)} AND p.deleted_at IS NULL${found}${after}
      ORDER BY p.created_at DESC, p.id DESC LIMIT $${at++} OFFSET $${at}`;
  });
  return { name, text, values };
}

/** The total alone: of a page without rows. */
export function totalStatement(conditions: Conditions): Statement {
  const name = `patients/total/${conditions.name}`;
  return { name, text: textOf(name, () => totalText(conditions)), values: [...conditions.values] };
}

/** The total of a search: its rows are counted, no more than it finds. */
export function searchTotalStatement(conditions: Conditions, patterns: SearchPatterns): Statement {
  const values = [...conditions.values, patterns.anywhere, patterns.beginning];
  const name = `patients/total/${conditions.name}/q`;
  const text = textOf(
    name,
    () => `SELECT count(*) AS total FROM patients p WHERE ${where('p', conditions)} AND p.deleted_at IS NULL
      AND p.id IN (${searchText(values.length - 1, values.length)})`,
  );
  return { name, text, values };
}

const searchText = (anywhere: number, beginning: number) =>
  `SELECT search_patients($${anywhere}::text[], $${beginning}::text[])`;
