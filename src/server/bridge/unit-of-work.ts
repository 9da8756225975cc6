import { appendInTransaction } from '@/server/audit/append-in-transaction';
import type { AuditEntry } from '@/server/audit/audit-entry';
import { asTenant } from '@/server/db/as-tenant';
import { isLockTimeout } from '@/server/db/database-errors';
import type { Transaction } from '@/server/db/prisma-client';
import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { AppError } from '@/server/kernel/app-error';
import type { Answer } from './answer';
import { auditRow } from './audit-row';
import type { Exchange } from './exchange';
import type { AnswerNote, FirstAnswer, IdempotencyScope, IdempotencyStore } from './idempotency';

/** What a change is committed with, beside itself. */
export type UnitOptions = {
  db: TenantDatabase;
  idempotency: IdempotencyStore;
  /** Null: the caller sent no Idempotency-Key. */
  scope: IdempotencyScope | null;
  /** The answer that will leave for this data. */
  render: (data: unknown) => Answer;
  /** Told of the audit row once it is durable. */
  onStored: (row: AuditEntry) => void;
};

/** Thrown out of a transaction to end it: the first answer is given again, and nothing is done twice. */
class Replay extends Error {
  readonly first: FirstAnswer;

  constructor(first: FirstAnswer) {
    super('replay');
    this.first = first;
  }
}

/**
 * One change: it, its audit row and, with an Idempotency-Key, its answer are committed together or not at all.
 * `exchange.committed` then holds the answer that leaves.
 * @throws what `work` throws; AppError IDEMPOTENCY_IN_PROGRESS while another request holds the key.
 */
export async function commitUnit<T>(
  exchange: Exchange,
  options: UnitOptions,
  tenant: Tenant,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const { db, idempotency, scope, render, onStored } = options;
  let claiming = false;
  try {
    const done = await db.transaction(tenant, async (tx) => {
      // The caller's own hospital keeps the record, also of a super_admin's change to another one.
      const asCaller = <R>(part: () => Promise<R>): Promise<R> => {
        const own: Tenant = { hospitalId: scope?.hospitalId ?? tenant.hospitalId, branchId: null };
        return own.hospitalId === tenant.hospitalId ? part() : asTenant(tx, own, tenant, part);
      };
      if (scope) {
        claiming = true;
        const first = await asCaller(() => idempotency.claim(tx, scope));
        claiming = false;
        if (first) throw new Replay(first);
      }
      const data = await work(tx);
      const answer = render(data);
      if (scope) await asCaller(() => idempotency.complete(tx, scope, answer, answerNote(exchange)));
      const row = auditRow(exchange, answer.status, null);
      await appendRow(tx, row, tenant);
      return { data, answer, row };
    });
    exchange.committed = done.answer;
    onStored(done.row);
    return done.data;
  } catch (error) {
    if (error instanceof Replay) return replay(exchange, error.first);
    if (claiming && isLockTimeout(error)) throw new AppError('IDEMPOTENCY_IN_PROGRESS', { retryAfter: 1 });
    throw error;
  }
}

/**
 * Stores a refusal by the rules (400, 404, 409, 422) as the first answer, after its transaction was rolled back.
 * @returns the first answer where there is one already: a repeat that was refused before it came to its transaction.
 * @throws AppError IDEMPOTENCY_IN_PROGRESS while another request holds the key.
 */
export async function recordRefusal(
  options: UnitOptions,
  scope: IdempotencyScope,
  answer: Answer,
): Promise<FirstAnswer | null> {
  const tenant: Tenant = { hospitalId: scope.hospitalId, branchId: null };
  try {
    return await options.db.transaction(tenant, async (tx) => {
      const first = await options.idempotency.claim(tx, scope);
      if (!first) await options.idempotency.complete(tx, scope, answer, null);
      return first;
    });
  } catch (error) {
    if (isLockTimeout(error)) throw new AppError('IDEMPOTENCY_IN_PROGRESS', { retryAfter: 1 });
    throw error;
  }
}

/** A replay changed nothing, so its audit row goes the way of a read's: it is not committed here. */
function replay<T>(exchange: Exchange, first: FirstAnswer): T {
  exchange.replayed = firstAnswer(exchange, first);
  return undefined as T;
}

/** The first answer, with whom it shows noted for this request's audit row too. */
export function firstAnswer(exchange: Exchange, { answer, note }: FirstAnswer): Answer {
  Object.assign(exchange.note, note);
  return answer;
}

function answerNote({ note, operation }: Exchange): AnswerNote {
  const { targetType, targetId, patientIds, fieldGroup = operation?.meta.audit.fieldGroup } = note;
  return { targetType, targetId, patientIds, ...(fieldGroup && { fieldGroup }) };
}

async function appendRow(tx: Transaction, row: AuditEntry, tenant: Tenant): Promise<void> {
  const log: Tenant = { hospitalId: row.hospitalId ?? tenant.hospitalId, branchId: null };
  if (log.hospitalId === tenant.hospitalId) return appendInTransaction(tx, row);
  await asTenant(tx, log, tenant, () => appendInTransaction(tx, row));
}
