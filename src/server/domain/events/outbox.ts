import type { Transaction } from '@/server/db/prisma-client';

/** The events that a socket may receive (contract section 6, Socket). */
export type EventType =
  | 'call.started'
  | 'call.updated'
  | 'call.transcript'
  | 'call.ended'
  | 'appointment.created'
  | 'appointment.updated'
  | 'patient.created';

export type NewEvent = {
  hospitalId: string;
  branchId: string | null;
  type: EventType;
  resource: 'call' | 'appointment' | 'patient';
  resourceId: string;
  /** What the event tells, instants as ISO text; the delivery gives it the surface's names. */
  data: Record<string, unknown>;
};

/** Every instance that delivers events listens here; the payload is the hospital's id. */
export const OUTBOX_CHANNEL = 'trilock_outbox';

/**
 * Writes an event in the transaction of the change that causes it: neither is there without the other. Wakes the delivery
 * when the transaction commits.
 *
 * Events of one resource keep their order only if the caller holds a lock on that row, or has just made it. `occurred_at` is the
 * time of the writing, not of the transaction's beginning: whoever waited for the lock began before what comes before it.
 */
export async function publish(tx: Transaction, event: NewEvent): Promise<void> {
  const { hospitalId, branchId, type, resource, resourceId } = event;
  const data = JSON.stringify(event.data);
  await tx.$executeRaw`
    WITH written AS (
      INSERT INTO outbox_events (hospital_id, branch_id, type, resource, resource_id, data, occurred_at)
      VALUES (${hospitalId}::uuid, ${branchId}::uuid, ${type}, ${resource}, ${resourceId}::uuid, ${data}::jsonb, clock_timestamp())
      RETURNING hospital_id)
    SELECT pg_notify(${OUTBOX_CHANNEL}, hospital_id::text) FROM written`;
}
