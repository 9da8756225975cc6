import type { AuditEntry } from './audit-entry';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Text from outside, made harmless for the log: no control characters (they forge lines), no lone surrogates, cut. */
export function cleanText(text: string | null, maxLength: number): string | null {
  if (text === null) return null;
  return text.replace(CONTROL, ' ').replace(LONE_SURROGATE, '\ufffd').slice(0, maxLength);
}

function toRow(entry: AuditEntry) {
  return {
    id: entry.id,
    occurred_at: entry.occurredAt,
    hospital_id: entry.hospitalId,
    branch_id: entry.branchId,
    request_id: entry.requestId,
    caller_request_id: entry.callerRequestId,
    surface: entry.surface,
    actor_type: entry.actorType,
    actor_id: entry.actorId,
    api_key_id: entry.apiKeyId,
    authenticated: entry.authenticated,
    credential_hint: cleanText(entry.credentialHint, 64),
    action: entry.action,
    target_type: entry.targetType,
    target_id: entry.targetId,
    outcome: entry.outcome,
    cause: cleanText(entry.cause, 200),
    status: entry.status,
    permission: entry.permission,
    method: cleanText(entry.method, 16),
    route: cleanText(entry.route, 200),
    parameters: entry.parameters.slice(0, 50).map((name) => cleanText(name, 64)),
    address: cleanText(entry.address, 64),
    user_agent: cleanText(entry.userAgent, 256),
    duration_us: entry.durationUs,
    patient_ids: entry.patientIds,
    field_group: entry.fieldGroup,
    changes: entry.changes,
  };
}

/** Inserts any number of rows by one prepared statement; its one parameter is `auditRows`. */
export const INSERT_AUDIT = `INSERT INTO audit_events (id, occurred_at, hospital_id, branch_id, request_id, caller_request_id, surface,
  actor_type, actor_id, api_key_id, authenticated, credential_hint, action, target_type, target_id, outcome, cause, status,
  permission, method, route, parameters, address, user_agent, duration_us, patient_ids, field_group, changes)
SELECT id, occurred_at, hospital_id, branch_id, request_id, caller_request_id, surface, actor_type, actor_id, api_key_id,
  authenticated, credential_hint, action, target_type, target_id, outcome, cause, status, permission, method, route, parameters,
  address, user_agent, duration_us, patient_ids, field_group, changes
FROM json_to_recordset($1::json) AS r(id uuid, occurred_at timestamptz, hospital_id uuid, branch_id uuid, request_id text,
  caller_request_id text, surface text, actor_type text, actor_id uuid, api_key_id uuid, authenticated boolean,
  credential_hint text, action text, target_type text, target_id uuid, outcome text, cause text, status smallint,
  permission text, method text, route text, parameters text[], address text, user_agent text, duration_us integer,
  patient_ids uuid[], field_group text, changes jsonb)`;

/** The parameter of INSERT_AUDIT. */
export function auditRows(entries: readonly AuditEntry[]): string {
  return JSON.stringify(entries.map(toRow));
}
