import pg from 'pg';

/**
 * Runs `work` in one transaction if there is no hospital yet, else does nothing and gives null. Of two instances that start
 * together one waits for the other here, and then finds its hospital.
 */
export async function onEmptyDatabase<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T | null> {
  const client = new pg.Client({ connectionString: ownerUrl });
  // A connection that breaks fails the query in progress; without a listener it would end the process too.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('trilock/seed'))`);
    const { rowCount } = await client.query('SELECT 1 FROM hospitals LIMIT 1');
    const result = rowCount === 0 ? await work(client) : null;
    await client.query('COMMIT');
    return result;
  } finally {
    // Ending the connection rolls an unfinished transaction back.
    await client.end();
  }
}
