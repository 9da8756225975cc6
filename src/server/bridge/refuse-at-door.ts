import type { AuditWriter } from '@/server/audit/audit-writer';
import type { RefusalLog } from '@/server/audit/refusal-log';
import type { DoorRefusal } from './admission';
import type { Answer } from './answer';
import { errorAnswer, withCommonHeaders } from './answers';
import { auditRow } from './audit-row';
import type { Exchange } from './exchange';

/** A refusal at a door leaves with a batch that closes this long after its arrival, or later (contract section 1, rule 1). */
const HOLD_MS = 25;

/**
 * The answer to bad credentials, once it is in the log. Threat: its time could tell which credential was wrong, so the work
 * that was done does not decide when it leaves.
 */
export async function refuseAtDoor(
  exchange: Exchange,
  { error, past }: DoorRefusal,
  logs: { audit: AuditWriter; refusals: RefusalLog },
): Promise<Answer> {
  const row = auditRow(exchange, error.status, error);
  await (past ? logs.refusals : logs.audit).append(row, exchange.info.startedAt + HOLD_MS);
  return withCommonHeaders(errorAnswer(exchange, error), exchange);
}
