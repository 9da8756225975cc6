import { Client, type ClientConfig } from 'pg';
import type { AuditEntry } from './audit-entry';
import { auditRows, INSERT_AUDIT } from './audit-insert';
import type { AuditSink } from './audit-writer';

/** The audit login's one connection, reopened at the next use when it was lost. */
export class AuditConnection implements AuditSink {
  readonly #config: ClientConfig;
  #client: Promise<Client> | null = null;

  constructor(connectionString: string) {
    this.#config = { connectionString, application_name: 'trilock-audit' };
  }

  /** One durable insert; a batch is stored whole or not at all. */
  async insert(entries: readonly AuditEntry[]): Promise<void> {
    await this.#query({ name: 'insert_audit', text: INSERT_AUDIT, values: [auditRows(entries)] });
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
    await this.#query({ text: 'SELECT ensure_audit_partitions($1)', values: [monthsAhead] });
  }

  /** Takes away what has expired in every hospital (SQL migration maintenance). */
  async pruneExpired(): Promise<void> {
    await this.#query({ text: 'SELECT prune_expired()', values: [] });
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => null);
    this.#client = null;
    await client?.end();
  }

  async #query(query: { name?: string; text: string; values: unknown[] }): Promise<void> {
    this.#client ??= this.#connect();
    const client = await this.#client;
    await client.query(query);
  }

  async #connect(): Promise<Client> {
    const client = new Client(this.#config);
    const forget = () => {
      this.#client = null;
    };
    client.on('error', forget);
    client.on('end', forget);
    try {
      await client.connect();
      return client;
    } catch (error) {
      forget();
      throw error;
    }
  }
}
