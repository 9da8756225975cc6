import { Client, type ClientConfig, DatabaseError } from 'pg';
import type { AuditEntry } from './audit-entry';
import { auditRows, INSERT_AUDIT } from './audit-insert';
import type { AuditSink } from './audit-writer';

const UNIQUE_VIOLATION = '23505';
/** Twice the role's statement_timeout: an answer that is later than this does not come at all. */
const SILENCE_MS = 10_000;
const UPKEEP_MS = 300_000;

/** The audit login's one connection, reopened at the next use when it was lost. */
export class AuditConnection implements AuditSink {
  readonly #config: ClientConfig;
  #client: Promise<Client> | null = null;

  /** @param silenceMs after which a connection that does not answer is given up: a half-open one gives no error for minutes. */
  constructor(connectionString: string, silenceMs = SILENCE_MS) {
    const limits = { query_timeout: silenceMs, connectionTimeoutMillis: silenceMs, keepAlive: true };
    this.#config = { connectionString, application_name: 'trilock-audit', ...limits };
  }

  /** One durable insert; a batch is stored whole or not at all. A row that is there already is stored. */
  async insert(entries: readonly AuditEntry[]): Promise<void> {
    try {
      await this.#query({ name: 'insert_audit', text: INSERT_AUDIT, values: [auditRows(entries)] });
    } catch (error) {
      // Its batch was committed and the connection lost before it said so: ids are made here and never twice.
      if (entries.length === 1 && error instanceof DatabaseError && error.code === UNIQUE_VIOLATION) return;
      throw error;
    }
  }

  /**
   * Raises the count of repeats of an audit row (contract section 1, rule 10).
   * @param repeats by audit row: how often in all, and when last.
   */
  async upsertRepeats(
    repeats: readonly { auditEventId: string; hospitalId: string | null; occurrences: number; lastAt: Date }[],
  ) {
    const rows = repeats.map((repeat) => ({
      audit_event_id: repeat.auditEventId,
      hospital_id: repeat.hospitalId,
      occurrences: repeat.occurrences,
      last_at: repeat.lastAt,
    }));
    await this.#query({
      name: 'upsert_audit_repeats',
      text: `INSERT INTO audit_repeats (audit_event_id, hospital_id, occurrences, last_at)
        SELECT audit_event_id, hospital_id, occurrences, last_at FROM json_to_recordset($1::json)
          AS r(audit_event_id uuid, hospital_id uuid, occurrences integer, last_at timestamptz)
        ON CONFLICT (audit_event_id) DO UPDATE SET occurrences = excluded.occurrences, last_at = excluded.last_at`,
      values: [JSON.stringify(rows)],
    });
  }

  /** Makes the partitions of this month and of the next `monthsAhead`. */
  async ensurePartitions(monthsAhead: number): Promise<void> {
    await this.#apart({ text: 'SELECT ensure_audit_partitions($1)', values: [monthsAhead] });
  }

  /** Takes away what has expired in every hospital (SQL migration maintenance). */
  async pruneExpired(): Promise<void> {
    await this.#apart({ text: 'SELECT prune_expired()', values: [] });
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => null);
    this.#client = null;
    await client?.end();
  }

  async #query(query: { name?: string; text: string; values: unknown[] }): Promise<void> {
    this.#client ??= this.#connect();
    const opened = this.#client;
    const client = await opened;
    try {
      await client.query(query);
    } catch (error) {
      if (!leavesUsable(error)) {
        // At once, so that the next row does not meet it.
        if (this.#client === opened) this.#client = null;
        void client.end();
      }
      throw error;
    }
  }

  /** On a connection of its own: upkeep may take long, and every answer waits for the rows of the other. */
  async #apart(query: { text: string; values: unknown[] }): Promise<void> {
    const client = new Client({ ...this.#config, query_timeout: 0, options: `-c statement_timeout=${UPKEEP_MS}` });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query(query);
    } finally {
      await client.end();
    }
  }

  #connect(): Promise<Client> {
    const client = new Client(this.#config);
    const opened = client.connect().then(() => client);
    const forget = () => {
      // Not the one that has taken its place meanwhile.
      if (this.#client === opened) this.#client = null;
    };
    client.on('error', forget);
    client.on('end', forget);
    opened.catch(forget);
    return opened;
  }
}

/** What PostgreSQL refuses leaves the connection as it was, unless it says goodbye with it; silence or a loss does not. */
function leavesUsable(error: unknown): boolean {
  return error instanceof DatabaseError && error.severity !== 'FATAL' && error.severity !== 'PANIC';
}
