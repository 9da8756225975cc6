import pg from 'pg';
import { StartupError } from '../../kernel/startup-error';

const OLDEST_MAJOR = 15;

/**
 * Runs `work` on a connection of the database's owner, which is closed whatever happens.
 *
 * @param purpose shown in pg_stat_activity
 * @throws StartupError if the server cannot be used, without the connection string, which holds a password; else what `work` throws.
 */
export async function withOwner<T>(ownerUrl: string, purpose: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: `trilock-${purpose}` });
  try {
    await client.connect();
  } catch (cause) {
    await client.end();
    throw new StartupError(
      `The database at ${client.host}:${client.port} cannot be used: ${cause instanceof Error ? reasonOf(cause) : cause}.`,
      'Check DATABASE_URL and that its server runs; without DATABASE_URL Trilock uses a database of its own.',
      { cause },
    );
  }
  try {
    await checkVersion(client);
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A name with several addresses gives one error for each, and none of its own. */
function reasonOf(error: Error): string {
  return error instanceof AggregateError ? error.errors.map((one: Error) => one.message).join(', ') : error.message;
}

async function checkVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  const version = rows[0]?.server_version ?? '';
  if (Number.parseInt(version, 10) >= OLDEST_MAJOR) return;
  throw new StartupError(
    `The database is PostgreSQL ${version}, and Trilock needs ${OLDEST_MAJOR} or newer.`,
    'Point DATABASE_URL to a newer server, or leave it out to use the embedded one.',
  );
}
