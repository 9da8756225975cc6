import type pg from 'pg';
import { StartupError } from '../../kernel/startup-error';
import { type Migration, readMigrations } from './files';
import { findPending, record } from './history';
import { withOwner } from './owner-client';

// Prisma's own lock number: its command line and we never migrate at the same time.
const LOCK = 72_707_369;

/**
 * Brings a database up to date with `directory` (prisma/migrations).
 *
 * Guarantees: one instance migrates at a time, the others wait; a migration is applied whole and recorded in one transaction,
 * or leaves nothing behind; what came before a failed one stays applied.
 * @throws StartupError that names the migration and the reason, or says why the database cannot be used.
 */
export async function applyMigrations(options: {
  ownerUrl: string;
  directory: string;
  log: (message: string) => void;
}): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(options.directory);
  // Closing the connection also gives the lock back.
  return withOwner(options.ownerUrl, 'migrate', async (client) => {
    await takeLock(client, options.log);
    const pending = await findPending(client, migrations);
    for (const migration of pending) {
      options.log(`Applying the migration ${migration.name}.`);
      await apply(client, migration);
    }
    return { applied: pending.map((migration) => migration.name) };
  });
}

async function takeLock(client: pg.Client, log: (message: string) => void): Promise<void> {
  // Not a role's or a database's limits: a migration, and the wait for another instance's, take as long as they take.
  await client.query('SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0');
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [LOCK]);
  if (rows[0]?.taken) return;
  log('Waiting for another instance to finish its migrations.');
  await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    // Without parameters the whole file goes as one message, and is parsed by PostgreSQL alone.
    await client.query(migration.sql);
    if (client.getTransactionStatus() !== 'T') throw new Error('it ends the transaction that it is applied in');
    await record(client, migration);
    await client.query('COMMIT');
  } catch (cause) {
    // A lost connection has rolled back by itself, and must not hide the cause.
    await client.query('ROLLBACK').catch(() => undefined);
    throw new StartupError(
      `The migration "${migration.name}" failed: ${reasonOf(cause, migration.sql)}.`,
      'The database is as it was before this migration; go back to the last version, or mend the cause and start again.',
      { cause },
    );
  }
}

function reasonOf(cause: unknown, sql: string): string {
  if (!(cause instanceof Error)) return String(cause);
  const position = Number((cause as pg.DatabaseError).position);
  return position > 0 ? `${cause.message} (line ${sql.slice(0, position).split('\n').length})` : cause.message;
}
