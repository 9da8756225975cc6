import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { decodeCursor, encodeCursor, type Position } from '@/server/domain/lists/page';
import type { AuditEvent } from './audit-event';
import { type AuditFilters, type AuditSpan, withActorKnown } from './audit-filters';
import { FIRST_ID, pageStatement } from './page-statement';

/** A part of the log, newest first; `nextCursor` is null at the end. There is no total (docs/decisions/0017). */
export type AuditPage = { rows: AuditEvent[]; nextCursor: string | null };

/**
 * One page of the hospital's audit log. It costs the same however long the log is and however deep the page.
 * @param limit rows, 1 to 1,000.
 * @throws AppError VALIDATION_ERROR for a cursor that is none.
 */
export async function listAuditEvents(
  db: TenantDatabase,
  tenant: Tenant,
  filters: AuditFilters,
  { limit, cursor }: { limit: number; cursor: string | null },
): Promise<AuditPage> {
  const known = await withActorKnown(db, tenant, filters);
  const rows = await readEvents(db, tenant, known, beginning(filters.span, cursor), limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, nextCursor: rows.length > limit && last ? encodeCursor(positionOf(last)) : null };
}

/** Rows in an export's page: a few hundred kilobytes, and some 20 ms of a connection. */
const EXPORT_PAGE = 1_000;

/**
 * All rows of the filters, newest first, read page by page as they are asked for: between two pages nothing is held, no
 * connection and no transaction, so that a slow reader costs the memory of a page. Rows that are written after the beginning
 * are not among them if the filters' span ends there.
 *
 * Resolves when the first page is read, so that what cannot be read at all is refused and not begun.
 * @throws AppError VALIDATION_ERROR for a cursor that is none.
 */
export async function walkAuditEvents(
  db: TenantDatabase,
  tenant: Tenant,
  filters: AuditFilters,
  cursor: string | null,
): Promise<AsyncIterable<AuditEvent[]>> {
  const start = beginning(filters.span, cursor);
  const known = await withActorKnown(db, tenant, filters);
  const read = (before: Position) => readEvents(db, tenant, known, before, EXPORT_PAGE);
  return pagesFrom(await read(start), read);
}

async function* pagesFrom(
  first: AuditEvent[],
  read: (before: Position) => Promise<AuditEvent[]>,
): AsyncGenerator<AuditEvent[]> {
  let page = first;
  yield page;
  for (let last = page.at(-1); last && page.length === EXPORT_PAGE; last = page.at(-1)) {
    page = await read(positionOf(last));
    yield page;
  }
}

/** By the pool, outside of any transaction: the hot reads of others do not wait behind it. */
function readEvents(
  db: TenantDatabase,
  tenant: Tenant,
  filters: AuditFilters,
  before: Position,
  rows: number,
): Promise<AuditEvent[]> {
  return db.search<AuditEvent>(tenant, pageStatement(tenant, filters, before, rows));
}

/** The cursor's position, or the span's end, whichever comes first in the list's order. */
function beginning(span: AuditSpan, cursor: string | null): Position {
  const end: Position = { createdAt: span.until, id: FIRST_ID };
  const given = cursor === null ? null : decodeCursor(cursor);
  return given && given.createdAt < end.createdAt ? given : end;
}

function positionOf({ occurredAt, id }: AuditEvent): Position {
  return { createdAt: occurredAt, id };
}
