import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

let pool: pg.Pool | undefined;

/** The embedded database of the server under test, as its owner: for what no page and no endpoint can do. */
async function connect(): Promise<pg.Pool> {
  const folder = process.env.E2E_DATA_DIR ?? '';
  const password = await readFile(join(folder, 'postgres-password'), 'utf8');
  // PostgreSQL's own file; its fourth line is the port.
  const port = (await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n')[3]?.trim();
  const created = new pg.Pool({
    connectionString: `postgresql://trilock_owner:${password}@127.0.0.1:${port}/trilock`,
    max: 1,
    allowExitOnIdle: true,
  });
  // The server is stopped before the workers are: a connection that ends then is no fault of a test.
  created.on('error', () => undefined);
  return created;
}

/** Runs one statement past row-level security. */
export async function ownerSql<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  pool ??= await connect();
  return (await pool.query<Row>(text, values)).rows;
}
