import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { StartupError } from '../../kernel/startup-error';
import type { Migration } from './files';

// Prisma's own table, to the letter, so that `prisma migrate status` and `deploy` go on from where we are.
const CREATE_TABLE = `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id"                  VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum"            VARCHAR(64) NOT NULL,
  "finished_at"         TIMESTAMPTZ,
  "migration_name"      VARCHAR(255) NOT NULL,
  "logs"                TEXT,
  "rolled_back_at"      TIMESTAMPTZ,
  "started_at"          TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

interface HistoryRow {
  migration_name: string;
  checksum: string;
  finished: boolean;
}

/**
 * The migrations that the database still lacks, after checking that what it has is what we have.
 *
 * @throws StartupError if the database has a migration that we lack (it was used by a newer Trilock), one whose file has been
 *   changed since, or one that Prisma's command line left half applied.
 */
export async function findPending(client: pg.ClientBase, migrations: Migration[]): Promise<Migration[]> {
  await client.query(CREATE_TABLE);
  const { rows } = await client.query<HistoryRow>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
     FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`,
  );
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of rows) check(row, known.get(row.migration_name));
  const applied = new Set(rows.map((row) => row.migration_name));
  return migrations.filter((migration) => !applied.has(migration.name));
}

/** Records a migration as applied; to be called in the migration's own transaction. */
export async function record(client: pg.ClientBase, migration: Migration): Promise<void> {
  await client.query(
    `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
    [randomUUID(), migration.checksum, migration.name],
  );
}

function check(row: HistoryRow, migration: Migration | undefined): void {
  const name = `"${row.migration_name}"`;
  if (!row.finished) {
    throw new StartupError(
      `The migration ${name} was begun by Prisma's command line and did not finish.`,
      'Repair the database, then mark the migration with prisma migrate resolve.',
    );
  }
  if (!migration) {
    throw new StartupError(
      `The database has the migration ${name}, which this version of Trilock does not know.`,
      'Start the newer Trilock that last used this database, or restore a backup from before it.',
    );
  }
  if (migration.checksum !== row.checksum) {
    throw new StartupError(
      `The migration ${name} has been changed after it was applied to this database.`,
      'Restore the file as it was, and put the change into a new migration.',
    );
  }
}
