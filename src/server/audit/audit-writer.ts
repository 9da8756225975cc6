import { AppError } from '@/server/kernel/app-error';
import type { AuditEntry } from './audit-entry';

/** What the writer needs of the database: one durable insert of a batch. */
export type AuditSink = { insert(entries: readonly AuditEntry[]): Promise<void> };

type Waiting = { entry: AuditEntry; resolve: () => void; reject: (error: unknown) => void };

const MAX_BATCH = 500;
const MAX_WAITING = 20_000;
/** So many rows after one another that cannot even be stored bare: it is the database, not the rows. */
const HOPELESS = 2;

/**
 * Group commit: the entries that came while one batch was being committed share the next one. There is no timer: an idle
 * writer commits at once, a busy one grows its batches. `append` resolves when the row is durable, so an answer that waits
 * for it can never be ahead of its audit row, not even through kill -9.
 */
export class AuditWriter {
  readonly #sink: AuditSink;
  readonly #onLoss: (error: unknown) => void;
  readonly #onStored: (entry: AuditEntry) => void;
  #queue: Waiting[] = [];
  #delayed = 0;
  #running: Promise<void> | null = null;

  /**
   * @param onLoss told of every failure to write a row; the caller concerned gets a 503.
   * @param onStored told of every row once it is durable.
   */
  constructor(sink: AuditSink, onLoss: (error: unknown) => void, onStored: (entry: AuditEntry) => void = () => {}) {
    this.#sink = sink;
    this.#onLoss = onLoss;
    this.#onStored = onStored;
  }

  /**
   * Resolves when the row is committed.
   * @param holdUntil a time of `performance.now()` before which the row joins no batch: refusals all leave equally late,
   *   whatever was found out about them and however quickly (contract section 1, rule 1).
   * @throws AppError SERVICE_UNAVAILABLE if the queue is full or the row cannot be written.
   */
  append(entry: AuditEntry, holdUntil = 0): Promise<void> {
    if (this.#queue.length + this.#delayed >= MAX_WAITING) {
      return Promise.reject(new AppError('SERVICE_UNAVAILABLE', { retryAfter: 1, auditCause: 'audit_queue_full' }));
    }
    return new Promise((resolve, reject) => {
      const waiting = { entry, resolve, reject };
      const wait = holdUntil - performance.now();
      if (wait <= 0) {
        this.#enqueue(waiting);
        return;
      }
      this.#delayed++;
      setTimeout(() => {
        this.#delayed--;
        this.#enqueue(waiting);
        // Node cuts fractions off, and its clock may lag by one.
      }, Math.ceil(wait) + 1);
    });
  }

  /** Passes on that a row is durable which was committed elsewhere, with its change. */
  announce(entry: AuditEntry): void {
    this.#onStored(entry);
  }

  /** Resolves when nothing is waiting any more. */
  async drain(): Promise<void> {
    while (this.#running || this.#delayed > 0) await (this.#running ?? new Promise((done) => setTimeout(done, 5)));
  }

  #enqueue(waiting: Waiting): void {
    this.#queue.push(waiting);
    this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    try {
      while (this.#queue.length > 0) await this.#commit(this.#nextBatch());
    } finally {
      // In the same step as the last look at the queue: a row that came between the two would wait for ever.
      this.#running = null;
    }
  }

  #nextBatch(): Waiting[] {
    const batch = this.#queue.length <= MAX_BATCH ? this.#queue : this.#queue.slice(0, MAX_BATCH);
    this.#queue = batch === this.#queue ? [] : this.#queue.slice(MAX_BATCH);
    return batch;
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#sink.insert(batch.map((waiting) => waiting.entry));
      for (const waiting of batch) this.#settle(waiting);
    } catch {
      await this.#insertOneByOne(batch);
    }
  }

  /** One bad row must not fail its neighbours; but without a database each would wait for its own failure. */
  async #insertOneByOne(batch: readonly Waiting[]): Promise<void> {
    let lost = 0;
    for (const waiting of batch) {
      if (lost < HOPELESS && (await this.#insertAlone(waiting))) lost = 0;
      else if (++lost > HOPELESS) waiting.reject(unwritten());
    }
  }

  #settle(waiting: Waiting): void {
    waiting.resolve();
    this.announce(waiting.entry);
  }

  /** @returns whether it is stored, in full or bare; if not, its caller is told. */
  async #insertAlone(waiting: Waiting): Promise<boolean> {
    for (const entry of [waiting.entry, bareEntry(waiting.entry)]) {
      try {
        await this.#sink.insert([entry]);
        this.#settle(waiting);
        return true;
      } catch (error) {
        this.#onLoss(error);
      }
    }
    waiting.reject(unwritten());
    return false;
  }
}

function unwritten(): AppError {
  return new AppError('SERVICE_UNAVAILABLE', { retryAfter: 1, auditCause: 'audit_write_failed' });
}

/** The entry without anything that came from outside: what is left can always be stored. */
function bareEntry(entry: AuditEntry): AuditEntry {
  return {
    ...entry,
    callerRequestId: null,
    credentialHint: null,
    userAgent: null,
    address: null,
    parameters: [],
    changes: null,
    cause: entry.cause === null ? null : 'row_stripped',
  };
}
