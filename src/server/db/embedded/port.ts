import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { HOST } from './layout';
import type { Layout, Log } from './types';

/**
 * The port to listen on: the one of last time if it is free, else another, kept for next time. A free port may be taken
 * before the server listens on it; then ask again.
 */
export async function choosePort(layout: Layout, log: Log): Promise<number> {
  const kept = await readKeptPort(layout);
  if (kept !== undefined) {
    if ((await listenOnce(kept)) !== undefined) return kept;
    log(`Port ${kept} of the embedded database is in use by another program; choosing another.`);
  }
  const port = await listenOnce(0);
  if (port === undefined) throw new Error('no free port');
  await writeFile(layout.port, `${port}\n`);
  return port;
}

async function readKeptPort(layout: Layout): Promise<number | undefined> {
  const port = Number.parseInt(await readFile(layout.port, 'utf8').catch(() => ''), 10);
  return port > 0 && port < 65_536 ? port : undefined;
}

/** Listens for a moment. Undefined if the port is taken; 0 asks for any free one. */
function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: HOST, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
