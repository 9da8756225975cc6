import { Client, type ClientConfig, type QueryResultRow } from 'pg';
import { AppError } from '@/server/kernel/app-error';
import { BatchingSocket } from './batching-socket';
import { SET_TENANT, type Tenant, tenantSettings } from './tenant';
import { readerTypes } from './value-types';

/** A prepared statement for a hot read. `name` identifies `text` for the life of a connection. */
export type Statement = { name: string; text: string; values: unknown[] };

type Line = { client: Client; tenant: string; failed: boolean };

/**
 * Short reads over a few shared connections, pipelined: a query does not wait for the answer to the one before it. This is
 * what lets the protected list keep up with an unprotected one (docs/performance.md). A slow query would hold up those behind
 * it, so searches, writes and transactions go through the pool.
 */
export class TenantReader {
  readonly #config: ClientConfig;
  readonly #lines: (Promise<Line> | undefined)[];
  #next = 0;

  /** @param size connections; each serves any number of callers at once. */
  constructor(config: ClientConfig, size: number) {
    this.#config = config;
    this.#lines = new Array<Promise<Line> | undefined>(size).fill(undefined);
  }

  /**
   * The rows of one statement, seen as `tenant`. Dates come as 'YYYY-MM-DD', instants as Date.
   * @throws AppError SERVICE_UNAVAILABLE if the connection is lost, else the database's error.
   */
  async query<Row extends QueryResultRow>(tenant: Tenant, statement: Statement): Promise<Row[]> {
    const line = await this.#line();
    const settings = tenantSettings(tenant);
    const key = settings.join('/');
    if (line.tenant !== key) {
      // Everything sent after this on the line comes after it in the database too.
      line.tenant = key;
      line.client.query({ ...SET_TENANT, values: settings }).catch(() => this.#fail(line));
    }
    const result = await line.client.query<Row>(statement);
    // The tenant before it could not be set: whose rows these are is not known.
    if (line.failed) throw new AppError('SERVICE_UNAVAILABLE', { retryAfter: 1, auditCause: 'reader_line_failed' });
    return result.rows;
  }

  /** Opens every connection, so that the first request does not pay for it. */
  async open(): Promise<void> {
    await Promise.all(this.#lines.map(() => this.#line()));
  }

  async close(): Promise<void> {
    const lines = await Promise.allSettled(this.#lines.filter((line) => line !== undefined));
    await Promise.all(lines.map((line) => (line.status === 'fulfilled' ? line.value.client.end() : undefined)));
  }

  #line(): Promise<Line> {
    const index = this.#next;
    this.#next = (index + 1) % this.#lines.length;
    let line = this.#lines[index];
    if (!line) {
      line = this.#connect(index);
      this.#lines[index] = line;
    }
    return line;
  }

  async #connect(index: number): Promise<Line> {
    // With `limit $2` PostgreSQL would plan anew at every execution; one statement per combination of filters makes the
    // generic plan the right one. Where most hospitals are small it would sort all that a bitmap finds, also in a large one (80 ms),
    // instead of reading an index in the order of the list.
    const client = new Client({
      ...this.#config,
      pipeline: true,
      stream: () => new BatchingSocket(),
      types: readerTypes,
      options: '-c plan_cache_mode=force_generic_plan -c enable_bitmapscan=off',
    });
    const line: Line = { client, tenant: '', failed: false };
    const forget = () => {
      line.failed = true;
      this.#lines[index] = undefined;
    };
    client.on('error', forget);
    client.on('end', forget);
    try {
      await client.connect();
      return line;
    } catch (error) {
      forget();
      throw error;
    }
  }

  #fail(line: Line): void {
    line.failed = true;
    // Ending it takes the line out of use through its 'end' event; what is under way is refused above.
    line.client.end().catch(() => {});
  }
}
