import { newId } from '@/server/kernel/new-id';
import type { TestApp } from '../../support/app';

/** A row of the audit log, by the columns that a test cares about; the others are those of an ordinary read by a key. */
export type AuditRowOptions = Partial<{
  at: string;
  key: string | null;
  actor: string | null;
  actorType: string;
  action: string;
  outcome: string;
  cause: string | null;
  patients: string[];
  address: string;
  userAgent: string;
  changes: unknown;
}>;

/** Puts a row into the hospital's log and returns its id. Times of other months than this land in the default partition. */
export async function addAuditRow(app: TestApp, hospitalId: string, options: AuditRowOptions = {}): Promise<string> {
  const id = newId();
  const { key = null, actor = key, actorType = key ? 'api_key' : 'user', outcome = 'allowed' } = options;
  await app.sql(
    `INSERT INTO audit_events (id, occurred_at, hospital_id, request_id, surface, actor_type, actor_id, api_key_id, authenticated,
       action, outcome, cause, status, permission, method, route, parameters, address, user_agent, duration_us, patient_ids,
       field_group, changes)
     VALUES ($1, $2, $3, $4, 'external', $5, $6, $7, true, $8, $9, $10, 200, 'patients:read', 'GET', '/api/external/patients',
       '{limit,q}', $11, $12, 3214, $13, 'contact', $14)`,
    [
      id,
      options.at ?? '2026-03-01T10:00:00Z',
      hospitalId,
      `req_${id.replaceAll('-', '')}`,
      actorType,
      actor,
      key,
      options.action ?? 'patient.list',
      outcome,
      options.cause ?? null,
      options.address ?? '203.0.113.9',
      options.userAgent ?? 'crm/1.0',
      options.patients ?? [],
      options.changes === undefined ? null : JSON.stringify(options.changes),
    ],
  );
  return id;
}

/** So many rows a second apart, the newest at 2026-03-01T10:00:00Z. */
export async function addAuditRows(app: TestApp, hospitalId: string, amount: number): Promise<void> {
  await app.sql(
    `INSERT INTO audit_events (id, occurred_at, hospital_id, request_id, surface, actor_type, authenticated, action, outcome, status,
       method, route, parameters, address, user_agent, duration_us, patient_ids)
     SELECT gen_random_uuid(), timestamptz '2026-03-01T10:00:00Z' - n * interval '1 second', $1, 'req_' || lpad(n::text, 26, '0'),
       'external', 'anonymous', true, 'patient.list', 'allowed', 200, 'GET', '/api/external/patients', '{}', '203.0.113.9',
       repeat('x', 200), 3214, '{}'
     FROM generate_series(0, $2 - 1) n`,
    [hospitalId, amount],
  );
}
