import type { ClientBase } from 'pg';
import type { SeedTable, SeedTables } from './rows';

/** Large enough that the round trip does not count, small enough that progress is seen. */
const BATCH = 1_000;

/**
 * Inserts rows of one table by batches, each one statement. PostgreSQL takes the column types from the table itself
 * (json_populate_recordset), so that no list of types can differ from the schema.
 * @param done is told how many rows went in with each batch.
 */
export async function insertRows<T extends SeedTable>(
  client: ClientBase,
  table: T,
  rows: readonly SeedTables[T][],
  done: (count: number) => void = () => undefined,
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const names = new Map(Object.keys(first).map((key) => [key, snakeCase(key)]));
  const columns = [...names.values()].map((column) => client.escapeIdentifier(column)).join(', ');
  const name = client.escapeIdentifier(table);
  const sql = `INSERT INTO ${name} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${name}, $1::json)`;
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    const records = batch.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [names.get(key), value])));
    await client.query(sql, [JSON.stringify(records)]);
    done(batch.length);
  }
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
