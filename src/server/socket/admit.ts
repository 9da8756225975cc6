import type { AuditWriter } from '@/server/audit/audit-writer';
import type { RefusalLog } from '@/server/audit/refusal-log';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { positionOf, sequenceEvents } from '@/server/domain/events/read-events';
import { spendTicket } from '@/server/domain/events/spend-ticket';
import type { TicketDoor } from '@/server/doors/ticket-door';
import { UNKNOWN_CALLER } from '@/server/doors/verdict';
import { AppError } from '@/server/kernel/app-error';
import type { ErrorCode } from '@/server/kernel/error-codes';
import type { RequestInfo } from '@/server/kernel/request-info';
import type { AddressFailures } from '@/server/limits/address-failures';
import { toAppError } from '@/server/procedures/to-app-error';
import { type Attempt, connectRow } from './audit-rows';
import type { Leave, SocketCaps } from './caps';
import type { Seat } from './subscriber';

export type AdmitOptions = {
  door: TicketDoor;
  db: TenantDatabase;
  failures: AddressFailures;
  audit: AuditWriter;
  refusals: RefusalLog;
  caps: SocketCaps;
  onFailure: (error: unknown, requestId: string) => void;
};

/** What the client sent with its CONNECT packet. */
export type SocketAuth = Readonly<Record<string, unknown>>;

/** A refusal leaves with a batch that closes this long after its arrival, or later (contract section 1, rule 1). */
const HOLD_MS = 25;
const PARAMETERS = ['token', 'last_event_id'];
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** One sentence for all that is wrong with credentials. */
const SENTENCE = 'The ticket is not valid.';

/**
 * Lets one socket in: ticket, allowlist, freeze, permission, caps, and where it resumes, in this order. The attempt is in the
 * audit log before its answer, good or bad.
 * @param keep is given what frees the seat, to be called when the connection ends, however this goes on.
 * @throws AppError what the client is told as `connect_error`.
 */
export async function admit(
  auth: SocketAuth,
  info: RequestInfo,
  options: AdmitOptions,
  keep: (leave: Leave) => void,
): Promise<Seat> {
  const parameters = PARAMETERS.filter((name) => auth[name] !== undefined);
  const attempt: Attempt = { info, caller: UNKNOWN_CALLER, authenticated: false, startedAt: performance.now(), parameters };
  try {
    const seat = await judge(auth, attempt, options, keep);
    await options.audit.append(connectRow(attempt, null));
    return seat;
  } catch (thrown) {
    if (thrown instanceof Unauthenticated) throw await refuse(thrown, attempt, options);
    const error = toAppError(thrown);
    if (error.status >= 500) options.onFailure(thrown, info.requestId);
    await options.audit.append(connectRow(attempt, error)).catch(() => {});
    throw error;
  }
}

/** The credentials are not good: thrown within this file only. */
class Unauthenticated {
  constructor(
    readonly code: ErrorCode,
    readonly cause: string,
  ) {}
}

async function judge(auth: SocketAuth, attempt: Attempt, options: AdmitOptions, keep: (leave: Leave) => void): Promise<Seat> {
  const { door, db, caps } = options;
  const { info } = attempt;
  const now = new Date();
  const verdict = await door.check(auth.token, info.address, now);
  if (!verdict.ok) {
    attempt.caller = verdict.caller;
    throw new Unauthenticated(verdict.code, verdict.cause);
  }
  const { ticket, record, fault } = verdict;
  const { hospitalId, id: keyId } = record;
  attempt.caller = { ...UNKNOWN_CALLER, hospitalId, branchId: record.branchId, apiKeyId: keyId, actorId: keyId };
  if (fault && !fault.authenticated) throw new Unauthenticated(fault.code, fault.cause);
  if (!(await spendTicket(db, hospitalId, ticket.jti, ticket.expiresAt)))
    throw new Unauthenticated('UNAUTHORIZED', 'ticket_spent');
  attempt.authenticated = true;
  if (fault) throw new AppError(fault.code, { auditCause: fault.cause });
  const leave = await caps.enter(keyId, info.address);
  if (!leave) {
    throw new AppError('RATE_LIMIT_EXCEEDED', {
      message: 'Too many sockets are open.',
      retryAfter: 1,
      auditCause: 'too_many_sockets',
    });
  }
  keep(leave);
  // Before the position of the last event is looked up: what is given one after that is new to everybody.
  const reached = await sequenceEvents(db, hospitalId);
  const position = await resumeAfter(auth.last_event_id, hospitalId, db, now);
  return { hospitalId, keyId, tokenId: ticket.tid, info, reached, position: position ?? reached };
}

/** Null: it resumes nothing. @throws AppError EVENTS_EXPIRED for an event that is unknown or older than 72 hours. */
async function resumeAfter(lastEventId: unknown, hospitalId: string, db: TenantDatabase, now: Date): Promise<number | null> {
  if (lastEventId === undefined || lastEventId === null) return null;
  const known = typeof lastEventId === 'string' && UUID.test(lastEventId);
  const position = known ? await positionOf(db, hospitalId, lastEventId, now) : null;
  if (position === null) throw new AppError('EVENTS_EXPIRED');
  return position;
}

/** As at every other door: held back, counted for the address, and past its limit one row a minute. */
async function refuse({ code, cause }: Unauthenticated, attempt: Attempt, options: AdmitOptions): Promise<AppError> {
  const { audit, refusals, failures } = options;
  const holdUntil = attempt.startedAt + HOLD_MS;
  const error = new AppError(code, { message: SENTENCE, auditCause: cause });
  // An expired ticket was genuine: who is late is guessing nothing.
  const state = cause === 'jwt_expired' ? null : await failures.record(attempt.info.address);
  if (!state?.exceeded) {
    await audit.append(connectRow(attempt, error), holdUntil);
    return error;
  }
  const retryAfter = Math.max(1, Math.ceil((state.resetAt - Date.now()) / 1000));
  const tooMany = new AppError('RATE_LIMIT_EXCEEDED', { retryAfter, auditCause: cause });
  await refusals.append(connectRow(attempt, tooMany), holdUntil);
  return tooMany;
}
