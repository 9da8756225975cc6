import type { TenantDatabase } from '@/server/db/tenant-database';

/** That something happened in a call, not what. */
export type CallChange = {
  callId: string;
  /** It began, changed or ended; false: only its transcript grew. */
  course: boolean;
};

const CHANGES = {
  name: 'events_call_changes',
  text: `SELECT e.resource_id AS "callId", bool_or(e.type <> 'call.transcript') AS course FROM outbox_events e
    WHERE e.hospital_id = $1 AND e.position > $2 AND e.position <= $3 AND e.resource = 'call' GROUP BY e.resource_id`,
};

/** The calls of the whole hospital in which something happened between two positions (`after` excluded), each once. */
export function readCallChanges(db: TenantDatabase, hospitalId: string, after: number, upTo: number): Promise<CallChange[]> {
  return db.search<CallChange>({ hospitalId, branchId: null }, { ...CHANGES, values: [hospitalId, after, upTo] });
}
