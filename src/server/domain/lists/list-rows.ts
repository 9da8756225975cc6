import type { QueryResultRow } from 'pg';
import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import type { Statement } from '@/server/db/tenant-reader';
import type { Conditions } from './conditions';
import { type ListOrder, type ListSource, NEWEST } from './list-source';
import { type Page, type PageRequest, type Position, toPage } from './page';
import { pageStatement } from './page-statement';
import type { SearchPatterns } from './search-patterns';
import { isCounted, totalStatement } from './total-statement';

/** What is listed: which rows of which source, what is searched for, and in which order; newest first where it is absent. */
export type ListQuery = { source: ListSource; conditions: Conditions; patterns: SearchPatterns | null; order?: ListOrder };

/**
 * A part of a list that the tenant may see, newest first or in the order that is asked for, with the exact total of its filters.
 * A cursor goes on in the first of these orders only, so pages of others have none.
 *
 * It is one prepared statement, one for each combination of filters: an index gives the page, and counters the total of no or one
 * filter, so that neither grows with the hospital (docs/performance.md); of a search both grow with what it finds. What is quick
 * goes over the connections that all hospitals share, everything else over the pool, a few of a hospital at once.
 * @throws AppError VALIDATION_ERROR for a cursor that is none; SERVICE_UNAVAILABLE where too many of the hospital's wait.
 */
export async function listRows<Row extends Position>(
  db: TenantDatabase,
  tenant: Tenant,
  query: ListQuery,
  request: PageRequest,
): Promise<Page<Row>> {
  const { rows, total } = await find<Row>(db, tenant, query, request);
  const page = toPage(rows, total, request.limit);
  return isNewest(query) ? page : { ...page, nextCursor: null };
}

const isNewest = ({ order = NEWEST }: ListQuery) => order === NEWEST;

type Found<Row> = { rows: Row[]; total: number };

/** Rows before a page beyond which it takes milliseconds: every row before it is read and thrown away. */
const DEEP = 2_000;

/**
 * Is it certain that a page does not hold up the quick reads of other hospitals? Of two filters together an index serves one,
 * and rows that do not fit the other may have to be passed over.
 */
function isQuick(query: ListQuery, { page, limit, cursor }: PageRequest): boolean {
  const { source, conditions } = query;
  const columns = conditions.filters.slice(1).map(({ column }) => column);
  const few = columns.length <= 1 || columns.some((column) => source.narrow.includes(column));
  const deep = cursor === null && page * limit > DEEP;
  return (
    query.patterns === null && isNewest(query) && few && !deep && conditions.span === null && isCounted(source, conditions)
  );
}

async function find<Row extends Position>(
  db: TenantDatabase,
  tenant: Tenant,
  query: ListQuery,
  request: PageRequest,
): Promise<Found<Row>> {
  const { source, conditions, patterns, order } = query;
  const quick = isQuick(query, request);
  const ask = <R extends QueryResultRow>(statement: Statement) =>
    quick ? db.read<R>(tenant, statement) : db.searchInTurn<R>(tenant, statement);
  const rows = await ask<Row & { total: number }>(pageStatement(source, conditions, request, patterns, order));
  if (rows[0]) return { rows, total: rows[0].total };
  const [counted] = await ask<{ total: number }>(totalStatement(source, conditions, patterns));
  return { rows, total: counted?.total ?? 0 };
}
