import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { addDays, localToInstant, reached } from '@/server/domain/availability/local-time';

/** Which rows; null: any. Ids of another hospital find nothing. */
export type AuditFilters = {
  keyId: string | null;
  /** A person's or a key's id. */
  actorId: string | null;
  action: string | null;
  outcome: 'allowed' | 'refused' | 'failed' | null;
  patientId: string | null;
  address: string | null;
  span: AuditSpan;
};

/** The time of rows: `from` included, `until` not. */
export type AuditSpan = { from: Date; until: Date };

/** Before and after all rows. */
const BEGINNING = new Date(0);
const END = new Date('9999-12-31T00:00:00Z');

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The span of `from` and `to`, both included: a day is the whole day in the hospital's zone, an instant its millisecond.
 * @param zone IANA zone of the hospital.
 */
export function auditSpan(from: string | null, to: string | null, zone: string): AuditSpan {
  const midnight = (date: string) => reached(localToInstant(date, 0, zone));
  const start = from === null ? BEGINNING : DAY.test(from) ? midnight(from) : new Date(from);
  const until = to === null ? END : DAY.test(to) ? midnight(addDays(to, 1)) : new Date(new Date(to).getTime() + 1);
  return { from: start, until: until < END ? until : END };
}

/** The span without what comes later than `instant`. */
export function spanUntil(span: AuditSpan, instant: Date): AuditSpan {
  return span.until < instant ? span : { from: span.from, until: instant };
}

/**
 * Filters in the form for which there are indexes: rows of a key are found by the key, whoever asks for them as the actor's.
 */
export async function withActorKnown(db: TenantDatabase, tenant: Tenant, filters: AuditFilters): Promise<AuditFilters> {
  const { actorId, keyId } = filters;
  if (actorId === null) return filters;
  if (actorId === keyId) return { ...filters, actorId: null };
  const isKey = await db.search(tenant, {
    name: 'audit/actor-is-key',
    text: 'SELECT 1 FROM api_keys WHERE hospital_id = $1 AND id = $2',
    values: [tenant.hospitalId, actorId],
  });
  // Both given and different: no row has two keys, and as a person's id a key's finds nothing.
  return isKey.length > 0 && keyId === null ? { ...filters, keyId: actorId, actorId: null } : filters;
}
