import type { Pool, PoolConfig, QueryResultRow } from 'pg';
import { certainSkew } from './clock-skew';
import { createPrismaClient, type Database, type Transaction } from './prisma-client';
import { checkDatabaseSafety } from './roles/safety';
import type { Tenant } from './tenant';
import { TenantGate } from './tenant-gate';
import { TenantPool } from './tenant-pool';
import { type Statement, TenantReader } from './tenant-reader';
import { readerTypes } from './value-types';

/** A quarter of the pool: however much one hospital searches, others and its own writes find connections. */
const SEARCHES = { atOnce: 3, waiting: 60, patienceMs: 5_000 };

export type TenantDatabaseOptions = {
  /** Login of the application's role, bound by row-level security. */
  connectionString: string;
  /** Connections for Prisma: searches, writes, transactions. */
  poolSize: number;
  /** Pipelined connections for hot reads. */
  readers: number;
};

// Many that come at once, such as all who race for a doctor's last slots, wait for their turn; beyond it they are told 503.
const TRANSACTION_LIMITS = { maxWait: 30_000, timeout: 15_000 };

/**
 * The only way to health data: every call names its tenant, and PostgreSQL hides every other row even from a query that
 * forgets its filter.
 */
export class TenantDatabase {
  readonly #pool: TenantPool;
  readonly #prisma: Database;
  readonly #reader: TenantReader;
  readonly #searches = new TenantGate(SEARCHES);

  constructor(options: TenantDatabaseOptions) {
    const config: PoolConfig = { connectionString: options.connectionString, application_name: 'trilock-app' };
    this.#pool = new TenantPool({ ...config, max: options.poolSize });
    this.#prisma = createPrismaClient(this.#pool as Pool);
    this.#reader = new TenantReader(config, options.readers);
  }

  /** Runs `work` with Prisma bound to `tenant`. `work` awaits its queries itself: Prisma's promises start only when awaited. */
  run<T>(tenant: Tenant, work: (db: Database) => Promise<T>): Promise<T> {
    return this.#pool.run(tenant, async () => await work(this.#prisma));
  }

  /** Runs `work` in one transaction bound to `tenant`; rolled back if it throws. */
  transaction<T>(tenant: Tenant, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#pool.run(tenant, async () => await this.#prisma.$transaction(work, TRANSACTION_LIMITS));
  }

  /** A hot read: prepared SQL over a pipelined connection (see TenantReader). */
  read<Row extends QueryResultRow>(tenant: Tenant, statement: Statement): Promise<Row[]> {
    return this.#reader.query<Row>(tenant, statement);
  }

  /**
   * SQL that may take long, such as a search: over the pool, where nothing waits behind it. Planned anew each time (1 ms), since
   * the right index depends on the values: a plan for any branch took 930 ms for a week of a large one instead of 3.
   */
  search<Row extends QueryResultRow>(tenant: Tenant, { text, values }: Statement): Promise<Row[]> {
    return this.#pool.run(tenant, async () => (await this.#pool.query<Row>({ text, values, types: readerTypes })).rows);
  }

  /**
   * Like `search`, for what grows with a hospital's rows: three of a hospital at once, the others wait for their turn.
   * @throws AppError SERVICE_UNAVAILABLE (with retryAfter) where 60 wait already, or after 5 s.
   */
  searchInTurn<Row extends QueryResultRow>(tenant: Tenant, statement: Statement): Promise<Row[]> {
    return this.#searches.pass(tenant.hospitalId, () => this.search<Row>(tenant, statement));
  }

  /** What would switch row-level security off without a sound; empty when all is well (see checkDatabaseSafety). */
  safetyFaults(): Promise<string[]> {
    return checkDatabaseSafety(this.#pool);
  }

  /** Milliseconds that this machine's clock is certainly ahead of the database's (negative: behind). */
  async clockSkew(): Promise<number> {
    const asked = Date.now();
    const { rows } = await this.#pool.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    return certainSkew(asked, rows[0]?.now.getTime() ?? 0, Date.now());
  }

  /** Opens connections and compiles Prisma's first query (90 to 240 ms), so that no caller waits for it. */
  async warm(): Promise<void> {
    const nobody: Tenant = { hospitalId: '00000000-0000-0000-0000-000000000000', branchId: null };
    await Promise.all([this.#reader.open(), this.run(nobody, (db) => db.hospital.findFirst({ select: { id: true } }))]);
  }

  async close(): Promise<void> {
    await this.#reader.close();
    await this.#prisma.$disconnect();
    await this.#pool.end();
  }
}
