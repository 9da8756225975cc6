import { setTimeout as delay } from 'node:timers/promises';
import { makeFolder } from '../../kernel/make-folder';
import { ensureOwner, ownerUrl } from './accounts';
import { type Binaries, findBinaries } from './binaries';
import { ensureCluster } from './cluster';
import { explain, isPortTaken, isPredecessorAlive, isServerGone } from './failures';
import { HOST, layoutOf } from './layout';
import { readOrCreatePassword } from './password';
import { choosePort } from './port';
import { readPostmasterFile, removeIfStale } from './postmaster-pid';
import { spawnServer, stopServer } from './server-process';
import { chooseSystemUser } from './system-user';
import type { Layout, Log, RunningServer, SystemUser } from './types';

const PATIENCE_MS = 10_000;
const RETRY_MS = 100;

export interface EmbeddedPostgres {
  /** Connection string of the database's owner, who is no superuser and may create roles and databases. */
  ownerUrl: string;
  host: string;
  port: number;
  /** Ends the server, also one that was adopted: rolls open transactions back, keeps all that was committed. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that comes with Trilock on `dataDir`/postgres, made at the first start; or adopts the one that is
 * still running there, after our process was killed.
 *
 * Guarantees: one server per data folder; the server outlives this process until `stop`; it listens on 127.0.0.1 only.
 * @throws StartupError with a sentence for the person at the terminal.
 */
export async function startEmbeddedPostgres(options: { dataDir: string; log: Log }): Promise<EmbeddedPostgres> {
  const layout = layoutOf(options.dataDir);
  try {
    await makeFolder(layout.dataDir);
    const user = await chooseSystemUser(layout.cluster);
    const binaries = await findBinaries(layout, user, options.log);
    const password = await readOrCreatePassword(layout);
    await ensureCluster(layout, binaries, user, password, options.log);
    const server = await untilUsable(
      () => adoptOrStart(layout, binaries, user, options.log),
      ({ port }) => ensureOwner(port, password),
    );
    return {
      ownerUrl: ownerUrl(server.port, password),
      host: HOST,
      port: server.port,
      stop: () => stopServer(layout.cluster, server),
    };
  } catch (error) {
    throw explain(error, layout);
  }
}

/**
 * Starts anew while the server turns out to be gone: one that was killed this moment still looks alive for some milliseconds
 * and is adopted.
 */
async function untilUsable(
  begin: () => Promise<RunningServer>,
  use: (server: RunningServer) => Promise<void>,
): Promise<RunningServer> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await delay(RETRY_MS)) {
    const server = await begin();
    try {
      await use(server);
      return server;
    } catch (error) {
      if (!isServerGone(error) || Date.now() > deadline) throw error;
    }
  }
}

/** Tries until a server runs, for as long as the reason may pass: a predecessor that is ending, a port that was just taken. */
async function adoptOrStart(
  layout: Layout,
  binaries: Binaries,
  user: SystemUser | undefined,
  log: Log,
): Promise<RunningServer> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const running = await adopt(layout, log);
    if (running) return running;
    try {
      return await spawnServer(layout, binaries, user, await choosePort(layout, log));
    } catch (error) {
      const mayPass = isPortTaken(error) || isPredecessorAlive(error);
      if (!mayPass || Date.now() > deadline) throw error;
      await delay(RETRY_MS);
    }
  }
}

/** The server that runs on this cluster, waiting while it starts or ends; undefined if there is none. */
async function adopt(layout: Layout, log: Log): Promise<RunningServer | undefined> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await delay(RETRY_MS)) {
    const file = await readPostmasterFile(layout.cluster);
    if (!file) return undefined;
    if (await removeIfStale(layout.cluster, file)) {
      log('The embedded database was not shut down properly; it recovers by itself.');
      return undefined;
    }
    if (file.ready && file.port !== undefined) {
      log(`Using the embedded database that is already running on port ${file.port}.`);
      return { pid: file.pid, port: file.port };
    }
    // The start below then fails with PostgreSQL's own reason.
    if (Date.now() > deadline) return undefined;
  }
}
