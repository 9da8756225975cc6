import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { conditionsOf, equals, filterText } from '@/server/domain/lists/conditions';
import { localDays } from '@/server/domain/lists/local-days';
import { decodeCursor, encodeCursor } from '@/server/domain/lists/page';
import { type AgentType, storedAgentType } from './call';
import { longestAgo, type PlacedCall, placedCalls, toPlacedCalls } from './placed-call';

export type EndedCallsQuery = {
  agentType: AgentType | null;
  /** Days in the hospital's zone, `YYYY-MM-DD`, both included. */
  startDate: string | null;
  endDate: string | null;
  /** The page after this position, or before it; neither: the newest. */
  older: string | null;
  newer: string | null;
  limit: number;
};

/** A page of calls, newest first, with the cursors of the pages beside it; null: there is none on that side. */
export type EndedCalls = { rows: PlacedCall[]; older: string | null; newer: string | null };

/**
 * Calls that are over, or whose platform has forgotten to end them, page by page in both directions. Without a total: nobody
 * counts them, and an index gives each page however long the history.
 * @param timezone the hospital's: of the days, and of calls whose branch has none.
 * @throws AppError VALIDATION_ERROR for a cursor that is none.
 */
export async function listEndedCalls(
  db: TenantDatabase,
  tenant: Tenant,
  query: EndedCallsQuery,
  timezone: string,
  now: Date,
): Promise<EndedCalls> {
  const { limit } = query;
  const backwards = query.newer !== null;
  const rows = toPlacedCalls(await db.search(tenant, statementOf(tenant, query, timezone, now)), timezone);
  const more = rows.length > limit;
  // What has come since belongs on the first page, which is to be full.
  if (backwards && !more) return await listEndedCalls(db, tenant, { ...query, newer: null, older: null }, timezone, now);
  // The one too many is the farthest from the cursor.
  const shown = more ? rows.slice(backwards ? 1 : 0, backwards ? undefined : limit) : rows;
  const [first, last] = [shown[0], shown.at(-1)];
  return {
    rows: shown,
    older: last && (more || backwards) ? encodeCursor(last) : null,
    newer: first && (backwards || query.older !== null) ? encodeCursor(first) : null,
  };
}

function statementOf(tenant: Tenant, query: EndedCallsQuery, timezone: string, now: Date) {
  const { agentType, startDate, endDate, older, newer, limit } = query;
  const agent = equals('agent_type', agentType && storedAgentType(agentType));
  const conditions = conditionsOf(tenant, [agent], localDays(startDate, endDate, timezone));
  const { span } = conditions;
  const values = [...conditions.values];
  const place = (value: unknown) => `$${values.push(value)}`;
  const where = [
    filterText('c', conditions),
    `(c.status <> 'in_progress' OR c.created_at <= ${place(longestAgo(now))}::timestamptz)`,
  ];
  if (span) where.push(`c.created_at >= ${span.from} AND c.created_at < ${span.until}`);
  const cursor = newer ?? older;
  if (cursor !== null) {
    const { createdAt, id } = decodeCursor(cursor);
    where.push(`(c.created_at, c.id) ${newer === null ? '<' : '>'} (${place(createdAt)}::timestamptz, ${place(id)}::uuid)`);
  }
  const order = newer === null ? 'DESC' : 'ASC';
  const which = `${where.join(' AND ')} ORDER BY c.created_at ${order}, c.id ${order} LIMIT ${place(limit + 1)}`;
  const name = `calls_ended/${conditions.name}${newer === null ? '' : '/newer'}${older === null ? '' : '/older'}`;
  return { name, text: placedCalls(which), values };
}
