import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { onDatabase } from '../../support/server';

export type SilentProxy = Awaited<ReturnType<typeof proxyTo>>;

/**
 * A connection to the database that can go silent, as behind a firewall that forgot it: both ends stay open, nothing passes, and
 * nobody is told.
 */
export async function proxyTo(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const pairs = new Set<[Socket, Socket]>();
  let silent = false;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    const pass = (to: Socket) => (chunk: Buffer) => {
      if (!silent) to.write(chunk);
    };
    near.on('data', pass(far));
    far.on('data', pass(near));
    for (const [one, other] of [pair, [far, near] as const]) {
      one.on('error', () => undefined);
      one.on('close', () => {
        other.destroy();
        pairs.delete(pair);
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const url = new URL(databaseUrl);
  url.port = String(port);
  return {
    url: url.href,
    /** How many connections are open. */
    connections: () => pairs.size,
    goSilent: () => {
      silent = true;
    },
    speak: () => {
      silent = false;
    },
    close: async () => {
      for (const [near, far] of pairs) {
        near.destroy();
        far.destroy();
      }
      server.close();
    },
  };
}

/** Ends the connections of a program on a database, as its administrator might. */
export function terminate(url: string, application: string): Promise<void> {
  // A login may end its own connections; those of other tests' databases are left alone.
  const sql = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = $1 AND datname = current_database()`;
  return onDatabase(url, async (client) => void (await client.query(sql, [application])));
}
