import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { nextFullHour, startOfMonth } from './month-start';

/** One authenticated request with a key. Times in milliseconds. */
export type RequestLog = {
  id: string;
  /** Method and route template: `GET /api/external/patients`. */
  endpoint: string;
  method: string;
  status: number;
  responseTime: number;
  createdAt: Date;
};

/** What a key has done (contract section 6, GET /analytics). Of a key without requests every number is 0. */
export type KeyAnalytics = {
  totalRequests: number;
  requestsThisMonth: number;
  /** Milliseconds. */
  averageResponseTime: number;
  /** Percent of 2xx, 0 to 100, two decimals. */
  successRate: number;
  /** The newest first. */
  recentLogs: RequestLog[];
};

export const RECENT_LOGS = 50;

type Row = { requests: number; successes: number; durationUs: number; inMonth: number } & (LogRow | { id: null });
type LogRow = { id: string; occurredAt: Date; method: string; route: string; status: number; logUs: number };

/**
 * One statement and so one moment: the total from the key's one row of usage, the month from its hourly roll-ups, the newest
 * from the audit log by index; nothing grows with the history. Roll-ups are hours of UTC; where a month begins within one, what
 * came before the next is counted in the log.
 */
const KEY_ANALYTICS = `WITH logs AS (
    SELECT id, occurred_at, method, route, status, duration_us FROM audit_events
    WHERE hospital_id = $1 AND api_key_id = $2 AND authenticated ORDER BY occurred_at DESC, id DESC LIMIT ${RECENT_LOGS})
  SELECT coalesce(u.requests, 0) AS requests, coalesce(u.successes, 0) AS successes, coalesce(u.duration_us, 0) AS "durationUs",
    ((SELECT coalesce(sum(r.requests), 0) FROM usage_rollups r WHERE r.hospital_id = $1 AND r.api_key_id = $2 AND r.bucket >= $4)
      + (SELECT count(*) FROM audit_events e WHERE e.hospital_id = $1 AND e.api_key_id = $2 AND e.authenticated
        AND e.occurred_at >= $3 AND e.occurred_at < $4))::bigint AS "inMonth",
    logs.id, logs.occurred_at AS "occurredAt", logs.method, logs.route, logs.status, logs.duration_us AS "logUs"
  FROM (SELECT 1) AS one LEFT JOIN api_key_usage u ON u.hospital_id = $1 AND u.api_key_id = $2 LEFT JOIN logs ON true
  ORDER BY logs.occurred_at DESC, logs.id DESC`;

/**
 * Use of a key, exact to the last answered request: usage is written with the audit rows, before the answers leave. The request
 * that asks is not in it, since it has not been answered.
 * @param timezone the hospital's: months are its.
 */
export async function keyAnalytics(
  db: TenantDatabase,
  tenant: Tenant,
  apiKeyId: string,
  { timezone, now }: { timezone: string; now: Date },
): Promise<KeyAnalytics> {
  const monthStart = startOfMonth(now, timezone);
  const values = [tenant.hospitalId, apiKeyId, monthStart, nextFullHour(monthStart)];
  // Over the pool: the roll-ups of a busy month are some thousand rows.
  const rows = await db.search<Row>(tenant, { name: 'key_analytics', text: KEY_ANALYTICS, values });
  const { requests = 0, successes = 0, durationUs = 0, inMonth = 0 } = rows[0] ?? {};
  return {
    totalRequests: requests,
    requestsThisMonth: inMonth,
    averageResponseTime: requests === 0 ? 0 : milliseconds(durationUs / requests),
    successRate: requests === 0 ? 0 : Math.round((successes / requests) * 10_000) / 100,
    recentLogs: rows.flatMap((row) => (row.id === null ? [] : [toLog(row)])),
  };
}

function toLog({ id, occurredAt, method, route, status, logUs }: LogRow): RequestLog {
  return { id, endpoint: `${method} ${route}`, method, status, responseTime: milliseconds(logUs), createdAt: occurredAt };
}

/** Microseconds as milliseconds with two decimals. */
function milliseconds(us: number): number {
  return Math.round(us / 10) / 100;
}
