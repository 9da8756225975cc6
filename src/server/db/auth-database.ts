import { Pool, type QueryResultRow } from 'pg';
import type { Statement } from './tenant-reader';
import { readerTypes } from './value-types';

/**
 * The doors' login: reads credentials of every hospital, because a door must find out to which one a caller belongs. It can
 * read no health data and change nothing.
 */
export class AuthDatabase {
  readonly #pool: Pool;

  constructor(connectionString: string, poolSize: number) {
    this.#pool = new Pool({ connectionString, max: poolSize, application_name: 'trilock-auth' });
    this.#pool.on('error', () => {});
  }

  async query<Row extends QueryResultRow>(statement: Statement): Promise<Row[]> {
    return (await this.#pool.query<Row>({ ...statement, types: readerTypes })).rows;
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
