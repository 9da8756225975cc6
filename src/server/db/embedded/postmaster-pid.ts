import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, unlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a server writes about itself into its cluster while it runs. */
export interface PostmasterFile {
  pid: number;
  /** Absent in the first moment of a start. */
  port: number | undefined;
  ready: boolean;
}

/** Reads `postmaster.pid`; undefined if there is none. */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(fileIn(cluster), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  // PostgreSQL's order of lines: pid, folder, start, port, socket folder, address, memory key, status.
  const lines = text.split('\n').map((line) => line.trim());
  const port = Number(lines[3]);
  return { pid: Number(lines[0]), port: port > 0 ? port : undefined, ready: lines[7] === 'ready' };
}

/**
 * Removes the file if the server that wrote it is gone: after a machine was switched off, the number in it may belong to any
 * process, and PostgreSQL would refuse to start because of it.
 *
 * @returns whether a file was removed
 */
export async function removeIfStale(cluster: string, file: PostmasterFile): Promise<boolean> {
  if (await isServerOf(cluster, file.pid)) return false;
  await unlink(fileIn(cluster)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  return true;
}

/** Whether a process of this number exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether the process is a PostgreSQL server, of this cluster where that can be known. */
async function isServerOf(cluster: string, pid: number): Promise<boolean> {
  if (!(pid > 0) || !isAlive(pid) || (await isZombie(pid))) return false;
  try {
    // A server's working directory is its cluster.
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(cluster));
  } catch {
    return looksLikePostgres(pid);
  }
}

/** A killed server whose new parent does not reap it, as in many containers. */
async function isZombie(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return /^State:\s+Z/m.test(status);
}

/** For systems without /proc, or another account's process. If in doubt yes: two servers on one cluster would destroy it. */
async function looksLikePostgres(pid: number): Promise<boolean> {
  try {
    const { stdout } = await run('ps', ['-o', 'comm=', '-p', String(pid)]);
    return path.basename(stdout.trim()).startsWith('postgres');
  } catch {
    return isAlive(pid);
  }
}

function fileIn(cluster: string): string {
  return path.join(cluster, 'postmaster.pid');
}
