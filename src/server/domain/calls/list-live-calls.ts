import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { longestAgo, type PlacedCall, placedCalls, toPlacedCalls } from './placed-call';

/** As many as one can look at; there may be more. */
export const MOST_SHOWN = 100;

const LIVE = `c.hospital_id = $1::uuid AND c.status = 'in_progress' AND c.created_at > $2::timestamptz`;
const LIVE_CALLS = placedCalls(`${LIVE} ORDER BY c.created_at DESC, c.id DESC LIMIT ${MOST_SHOWN}`);
const COUNT = `SELECT count(*)::int AS total FROM calls c WHERE ${LIVE}`;

/**
 * The calls under way that the tenant may see, newest first, and how many there are.
 * @param timezone the hospital's, for calls whose branch has none.
 */
export async function listLiveCalls(
  db: TenantDatabase,
  tenant: Tenant,
  timezone: string,
  now: Date,
): Promise<{ rows: PlacedCall[]; total: number }> {
  const values = [tenant.hospitalId, longestAgo(now)];
  const rows = toPlacedCalls(await db.search(tenant, { name: 'calls_live', text: LIVE_CALLS, values }), timezone);
  if (rows.length < MOST_SHOWN) return { rows, total: rows.length };
  const [counted] = await db.search<{ total: number }>(tenant, { name: 'calls_live_count', text: COUNT, values });
  return { rows, total: Math.max(rows.length, counted?.total ?? 0) };
}
