import { spawn } from 'node:child_process';
import { type FileHandle, open, rename, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries';
import { pathFor, SERVER_ENVIRONMENT } from './cluster';
import { ServerExit } from './failures';
import { isAlive, readPostmasterFile } from './postmaster-pid';
import { serverArguments } from './settings';
import type { Layout, RunningServer, SystemUser } from './types';

const POLL_MS = 20;
const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

/**
 * Starts the server and waits until it accepts connections; recovery after a crash is part of that.
 *
 * @throws ServerExit with the server's own words if it ends first.
 */
export async function spawnServer(
  layout: Layout,
  binaries: Binaries,
  user: SystemUser | undefined,
  port: number,
): Promise<RunningServer> {
  const log = await openLog(layout.log);
  const { size: before } = await log.stat();
  const folder = await pathFor(user, layout.cluster);
  try {
    const child = spawn(binaries.postgres, ['-D', folder, ...serverArguments(port)], {
      cwd: layout.cluster,
      env: SERVER_ENVIRONMENT,
      stdio: ['ignore', log.fd, log.fd],
      // A group of its own: Ctrl+C in a terminal must reach us alone, who still need the database to finish our requests.
      detached: true,
      ...user,
    });
    // `stop` ends it; until then it must not keep Node alive.
    child.unref();
    const ended = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', async () => reject(new ServerExit('postgres', await readFrom(layout.log, before).catch(String))));
    });
    // After the start nobody awaits it.
    ended.catch(() => undefined);
    await Promise.race([ended, untilReady(layout.cluster, child.pid)]);
    return { pid: child.pid ?? 0, port };
  } finally {
    await log.close();
  }
}

/**
 * Ends the server: running transactions are rolled back, committed ones are on the disk. Returns when it is gone.
 *
 * @param patienceMs after which it is ended without a closing checkpoint; the next start then begins with a recovery
 */
export async function stopServer(cluster: string, { pid }: RunningServer, patienceMs = 30_000): Promise<void> {
  if (!(await runs(cluster, pid))) return;
  // PostgreSQL's names for these: SIGINT is a fast shutdown, SIGQUIT an immediate one.
  signal(pid, 'SIGINT');
  const impatientAt = Date.now() + patienceMs;
  let impatient = false;
  while (await runs(cluster, pid)) {
    if (!impatient && Date.now() > impatientAt) {
      impatient = true;
      signal(pid, 'SIGQUIT');
    }
    await delay(POLL_MS);
  }
}

/** It may have ended since it was looked at. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The file goes last; the number may stay, as a zombie, if whoever inherited the process does not reap it. */
async function runs(cluster: string, pid: number): Promise<boolean> {
  return isAlive(pid) && (await readPostmasterFile(cluster))?.pid === pid;
}

async function untilReady(cluster: string, pid: number | undefined): Promise<void> {
  if (pid === undefined) return new Promise(() => undefined);
  while (isAlive(pid)) {
    const file = await readPostmasterFile(cluster);
    if (file?.pid === pid && file.ready) return;
    await delay(POLL_MS);
  }
  // The exit, which carries the reason, is about to be told.
  return new Promise(() => undefined);
}

async function openLog(file: string): Promise<FileHandle> {
  const size = await stat(file).then(
    (stats) => stats.size,
    () => 0,
  );
  if (size > LOG_LIMIT_BYTES) await rename(file, `${file}.old`);
  return open(file, 'a', 0o600);
}

async function readFrom(file: string, position: number): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.max(0, size - position)), { position });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
