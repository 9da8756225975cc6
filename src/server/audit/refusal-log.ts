import type { AuditConnection } from './audit-connection';
import type { AuditEntry } from './audit-entry';
import type { AuditWriter } from './audit-writer';

const MINUTE_MS = 60_000;
const FLUSH_MS = 500;

type Repeat = { auditEventId: string; hospitalId: string | null; occurrences: number; lastAt: Date; dirty: boolean };

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

  constructor(writer: AuditWriter, connection: Pick<AuditConnection, 'upsertRepeats'>, onLoss: (error: unknown) => void) {
    this.#writer = writer;
    this.#connection = connection;
    this.#onLoss = onLoss;
  }

  /** Resolves when the refusal is in the log: by a row of its own, or as a repeat of one that is durable or about to be. */
  async append(entry: AuditEntry, holdUntil: number): Promise<void> {
    const minute = Math.floor(entry.occurredAt.getTime() / MINUTE_MS);
    const key = `${minute}|${entry.address}|${entry.cause}|${entry.hospitalId}`;
    const known = this.#repeats.get(key);
    if (known) {
      known.occurrences++;
      known.lastAt = entry.occurredAt;
      known.dirty = true;
      this.#timer ??= setTimeout(() => this.#flush(), FLUSH_MS);
      return;
    }
    this.#repeats.set(key, {
      auditEventId: entry.id,
      hospitalId: entry.hospitalId,
      occurrences: 1,
      lastAt: entry.occurredAt,
      dirty: false,
    });
    await this.#writer.append(entry, holdUntil);
  }

  /** Writes what is still only counted. */
  async flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    await this.#flush();
  }

  async #flush(): Promise<void> {
    this.#timer = null;
    const dirty = [...this.#repeats.values()].filter((repeat) => repeat.dirty);
    this.#forgetOldMinutes();
    if (dirty.length === 0) return;
    for (const repeat of dirty) repeat.dirty = false;
    try {
      await this.#connection.upsertRepeats(dirty);
    } catch (error) {
      for (const repeat of dirty) repeat.dirty = true;
      this.#onLoss(error);
      this.#timer ??= setTimeout(() => this.#flush(), FLUSH_MS);
    }
  }

  #forgetOldMinutes(): void {
    const past = Date.now() - 2 * MINUTE_MS;
    for (const [key, repeat] of this.#repeats) if (repeat.lastAt.getTime() < past) this.#repeats.delete(key);
  }
}
