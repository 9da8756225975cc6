import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';

/** One attempt with a key, with the real cause of a refusal. */
export type KeyRequestRow = {
  requestId: string;
  occurredAt: Date;
  method: string;
  route: string;
  status: number;
  durationUs: number;
  cause: string | null;
};

/** The newest attempts with a key, refused ones included. */
export function recentRequests(db: TenantDatabase, tenant: Tenant, apiKeyId: string, limit: number): Promise<KeyRequestRow[]> {
  return db.search<KeyRequestRow>(tenant, {
    name: 'key_recent_requests',
    text: `SELECT coalesce(caller_request_id, request_id) AS "requestId", occurred_at AS "occurredAt", method, route, status,
        duration_us AS "durationUs", cause
      FROM audit_events WHERE hospital_id = $1 AND api_key_id = $2 ORDER BY occurred_at DESC, id DESC LIMIT $3`,
    values: [tenant.hospitalId, apiKeyId, limit],
  });
}
