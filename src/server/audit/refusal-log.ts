import { setTimeout as delay } from 'node:timers/promises';
import { failureSubject } from '@/server/limits/address-failures';
import type { AuditConnection } from './audit-connection';
import type { AuditEntry } from './audit-entry';
import type { AuditWriter } from './audit-writer';

const MINUTE_MS = 60_000;
const FLUSH_MS = 500;

type Repeat = {
  auditEventId: string;
  hospitalId: string | null;
  occurrences: number;
  lastAt: Date;
  dirty: boolean;
  /** Settles when the first one's row is durable. */
  stored: Promise<void>;
};

/**
 * Refusals past an address's failure limit: one audit row per address, minute and cause, there before the first such answer;
 * its count is at most a second behind (contract section 1, rule 10). So a flood of guesses cannot fill the log.
 */
export class RefusalLog {
  readonly #writer: AuditWriter;
  readonly #connection: Pick<AuditConnection, 'upsertRepeats'>;
  readonly #onLoss: (error: unknown) => void;
  readonly #repeats = new Map<string, Repeat>();
  #timer: NodeJS.Timeout | null = null;
  #flushing: Promise<void> = Promise.resolve();
  #minute = 0;

  constructor(writer: AuditWriter, connection: Pick<AuditConnection, 'upsertRepeats'>, onLoss: (error: unknown) => void) {
    this.#writer = writer;
    this.#connection = connection;
    this.#onLoss = onLoss;
  }

  /** Resolves when the refusal is in the log: by a row of its own, or as a repeat of one that is durable or about to be. */
  append(entry: AuditEntry, holdUntil: number): Promise<void> {
    const minute = Math.floor(entry.occurredAt.getTime() / MINUTE_MS);
    // As the limit counts addresses, or one subscriber's 2^64 of them could still fill the log.
    const subject = failureSubject(entry.address ?? '');
    const key = `${minute}|${subject}|${entry.cause}|${entry.hospitalId}`;
    const known = this.#repeats.get(key);
    if (known) return this.#repeat(known, entry, holdUntil);
    this.#forgetOldMinutes(minute);
    const stored = this.#writer.append(entry, holdUntil);
    const { id: auditEventId, hospitalId, occurredAt: lastAt } = entry;
    this.#repeats.set(key, { auditEventId, hospitalId, occurrences: 1, lastAt, dirty: false, stored });
    // A row that could not be written is tried again with the next refusal.
    stored.catch(() => this.#repeats.delete(key));
    return stored;
  }

  async #repeat(known: Repeat, entry: AuditEntry, holdUntil: number): Promise<void> {
    known.occurrences++;
    known.lastAt = entry.occurredAt;
    known.dirty = true;
    this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS);
    const wait = holdUntil - performance.now();
    if (wait > 0) await delay(wait);
    await known.stored;
  }

  /** Writes what is still only counted, after what is being written now. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#flushing = this.#flushing.then(() => this.#flush());
    return this.#flushing;
  }

  async #flush(): Promise<void> {
    const dirty = [...this.#repeats.values()].filter((repeat) => repeat.dirty);
    if (dirty.length === 0) return;
    for (const repeat of dirty) repeat.dirty = false;
    try {
      await this.#connection.upsertRepeats(dirty);
    } catch (error) {
      for (const repeat of dirty) repeat.dirty = true;
      this.#onLoss(error);
      this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS);
    }
  }

  /** What is left of minutes that are over is only counts to be written. */
  #forgetOldMinutes(minute: number): void {
    if (minute === this.#minute) return;
    this.#minute = minute;
    for (const [key, repeat] of this.#repeats) {
      if (!repeat.dirty && Math.floor(repeat.lastAt.getTime() / MINUTE_MS) < minute) this.#repeats.delete(key);
    }
  }
}
