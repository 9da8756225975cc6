import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import type { EventType, NewEvent } from './outbox';

/** Hours that an event can be replayed (contract section 6, Socket); `prune_expired` takes it away after that. */
const KEPT_HOURS = 72;

/** An event as it was published, with what delivering it needs. */
export type StoredEvent = {
  /** Where a reader goes on from; of its hospital. */
  position: number;
  /** Its id for the world. */
  eventId: string;
  type: EventType;
  resource: NewEvent['resource'];
  resourceId: string;
  branchId: string | null;
  data: Record<string, unknown>;
  occurredAt: Date;
  /** Of its branch; null: the hospital's. */
  timezone: string | null;
  /** Whose health data it is, for the audit log. */
  patientId: string | null;
};

const whole = (hospitalId: string): Tenant => ({ hospitalId, branchId: null });

const SEQUENCE = { name: 'events_sequence', text: 'SELECT reached, more FROM sequence_outbox()' };

/** Gives every committed event of the hospital its position. @returns the last position given ever. */
export async function sequenceEvents(db: TenantDatabase, hospitalId: string): Promise<number> {
  for (;;) {
    const [row] = await db.search<{ reached: number; more: boolean }>(whole(hospitalId), { ...SEQUENCE, values: [] });
    if (!row?.more) return row?.reached ?? 0;
  }
}

const PAGE = {
  name: 'events_page',
  text: `SELECT e.position, e.event_id AS "eventId", e.type, e.resource, e.resource_id AS "resourceId", e.branch_id AS "branchId",
      e.data, e.occurred_at AS "occurredAt", b.timezone,
      CASE e.resource WHEN 'patient' THEN e.resource_id WHEN 'call' THEN c.patient_id
        ELSE (e.data ->> 'patientId')::uuid END AS "patientId"
    FROM outbox_events e
    LEFT JOIN branches b ON b.hospital_id = e.hospital_id AND b.id = e.branch_id
    LEFT JOIN calls c ON e.resource = 'call' AND c.hospital_id = e.hospital_id AND c.id = e.resource_id
    WHERE e.hospital_id = $1 AND e.position > $2 ORDER BY e.position LIMIT $3`,
};

/** The next events of the whole hospital after a position, in their order. Over the pool: a page may be large. */
export function readEvents(db: TenantDatabase, hospitalId: string, after: number, limit: number): Promise<StoredEvent[]> {
  return db.search<StoredEvent>(whole(hospitalId), { ...PAGE, values: [hospitalId, after, limit] });
}

/** The position of an event that can still be resumed from; null for an unknown one and for one that is too old. */
export async function positionOf(db: TenantDatabase, hospitalId: string, eventId: string, now: Date): Promise<number | null> {
  const oldest = new Date(now.getTime() - KEPT_HOURS * 3_600_000);
  const [row] = await db.search<{ position: number }>(whole(hospitalId), {
    name: 'events_position',
    text: `SELECT position FROM outbox_events
      WHERE hospital_id = $1 AND event_id = $2 AND occurred_at >= $3 AND position IS NOT NULL`,
    values: [hospitalId, eventId, oldest],
  });
  return row?.position ?? null;
}
