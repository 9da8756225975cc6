import type { AuditEntry } from '@/server/audit/audit-entry';

/** A row of the audit log with the names that its ids have now. */
export type AuditEvent = Omit<AuditEntry, 'hospitalId' | 'parameters' | 'patientIds'> & {
  parameters: string[];
  patientIds: string[];
  /** Null for a key, for somebody of another hospital (a super_admin), and where nobody is known. */
  actorName: string | null;
  keyName: string | null;
  /** How often: over 1 where refusals past an address's failure limit are counted (contract section 1, rule 10). */
  occurrences: number;
};

/** What of a row is found before its names are looked up, as columns of `audit_events e`. */
export const EVENT_COLUMNS = `e.hospital_id, e.id, e.occurred_at, e.branch_id, e.request_id, e.caller_request_id, e.surface, e.actor_type,
  e.actor_id, e.api_key_id, e.authenticated, e.credential_hint, e.action, e.target_type, e.target_id, e.outcome, e.cause, e.status,
  e.permission, e.method, e.route, e.parameters, e.address, e.user_agent, e.duration_us, e.patient_ids, e.field_group, e.changes`;

/** An AuditEvent out of rows `f` with EVENT_COLUMNS; the joins touch a page's rows only. */
export const NAMED_EVENT = `SELECT f.id, f.occurred_at AS "occurredAt", f.branch_id AS "branchId", f.request_id AS "requestId",
  f.caller_request_id AS "callerRequestId", f.surface, f.actor_type AS "actorType", f.actor_id AS "actorId", u.name AS "actorName",
  f.api_key_id AS "apiKeyId", k.name AS "keyName", f.authenticated, f.credential_hint AS "credentialHint", f.action,
  f.target_type AS "targetType", f.target_id AS "targetId", f.outcome, f.cause, f.status, f.permission, f.method, f.route,
  f.parameters, f.address, f.user_agent AS "userAgent", f.duration_us AS "durationUs", f.patient_ids AS "patientIds",
  f.field_group AS "fieldGroup", f.changes, coalesce(r.occurrences, 1) AS occurrences`;

export const NAMED_EVENT_JOINS = `LEFT JOIN users u ON u.hospital_id = f.hospital_id AND u.id = f.actor_id
  LEFT JOIN api_keys k ON k.hospital_id = f.hospital_id AND k.id = f.api_key_id
  LEFT JOIN audit_repeats r ON r.audit_event_id = f.id`;
