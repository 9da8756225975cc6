import type { Tenant } from '@/server/db/tenant';
import type { Statement } from '@/server/db/tenant-reader';
import type { Position } from '@/server/domain/lists/page';
import { textOf } from '@/server/domain/lists/statement-text';
import { EVENT_COLUMNS, NAMED_EVENT, NAMED_EVENT_JOINS } from './audit-event';
import type { AuditFilters } from './audit-filters';

// Written out, since a parameter would not be seen to fit the partial index.
const OUTCOMES = {
  allowed: "e.outcome = 'allowed'",
  refused: "e.outcome = 'refused'",
  failed: "e.outcome = 'failed'",
} as const;

/** Before every id: the position (instant, this) is the instant itself, excluded. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * So many rows before a position, newest first. One statement for each combination of filters; `occurred_at <= $3` says no more
 * than the position does, but partitions are left out by it.
 */
export function pageStatement(tenant: Tenant, filters: AuditFilters, before: Position, rows: number): Statement {
  const { keyId, actorId, action, outcome, address, span } = filters;
  if (filters.patientId !== null) return patientStatement(filters.patientId, filters, before, rows);
  const values: unknown[] = [tenant.hospitalId, span.from, before.createdAt, before.id, rows];
  const conditions: string[] = [];
  let name = 'audit/';
  const add = (letter: string, value: string | null, condition: (parameter: string) => string) => {
    if (value === null) return;
    name += letter;
    conditions.push(condition(`$${values.push(value)}`));
  };
  add('k', keyId, (parameter) => `e.api_key_id = ${parameter}`);
  add('p', actorId, (parameter) => `e.actor_id = ${parameter} AND e.api_key_id IS NULL`);
  add('a', action, (parameter) => `e.action = ${parameter}`);
  add('i', address, (parameter) => `e.address = ${parameter}`);
  if (outcome !== null) {
    name += `/${outcome}`;
    conditions.push(OUTCOMES[outcome]);
  }
  const where = ['e.hospital_id = $1 AND e.occurred_at >= $2 AND e.occurred_at <= $3', '(e.occurred_at, e.id) < ($3, $4)'];
  const text = textOf(
    name,
    () => `${NAMED_EVENT} FROM (SELECT ${EVENT_COLUMNS} FROM audit_events e WHERE ${[...where, ...conditions].join(' AND ')}
        ORDER BY e.occurred_at DESC, e.id DESC LIMIT $5) f ${NAMED_EVENT_JOINS} ORDER BY f.occurred_at DESC, f.id DESC`,
  );
  return { name, text, values };
}

/** Where a patient's rows are is found by the function of the table's owner (SQL migration audit_reading). */
function patientStatement(patientId: string, filters: AuditFilters, before: Position, rows: number): Statement {
  const { keyId, actorId, action, outcome, address, span } = filters;
  const name = 'audit/patient';
  const text = textOf(
    name,
    () => `${NAMED_EVENT} FROM (SELECT ${EVENT_COLUMNS}
        FROM search_audit_of_patient($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) s
        JOIN audit_events e ON e.id = s.id AND e.occurred_at = s.occurred_at) f ${NAMED_EVENT_JOINS}
      ORDER BY f.occurred_at DESC, f.id DESC`,
  );
  const values = [patientId, keyId, actorId, action, outcome, address, span.from, before.createdAt, before.id, rows];
  return { name, text, values };
}
