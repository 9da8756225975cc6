import { execFile } from 'node:child_process';
import { chown, lchown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { StartupError } from '../../kernel/startup-error';
import { type Binaries, MAJOR_VERSION } from './binaries';
import { ServerExit } from './failures';
import { SUPERUSER } from './layout';
import { isAlive } from './postmaster-pid';
import { canReach } from './system-user';
import type { Layout, Log, SystemUser } from './types';

const run = promisify(execFile);
const STAGE = 'postgres-init-';

/**
 * Makes the cluster if there is none, and checks that it is one that our server can open.
 *
 * Guarantees: a cluster under its final name is complete; what an interrupted start left behind is removed.
 * @throws StartupError if the cluster is of another PostgreSQL version.
 */
export async function ensureCluster(
  layout: Layout,
  binaries: Binaries,
  user: SystemUser | undefined,
  password: string,
  log: Log,
): Promise<void> {
  await removeAbandonedStages(layout);
  const version = await readVersion(layout.cluster);
  if (version === undefined) {
    log('Creating the embedded database.');
    await createCluster(layout, binaries, user, password);
  } else if (version !== MAJOR_VERSION) {
    throw wrongVersion(layout, version);
  }
  if (user) await giveTo(user, layout.cluster);
}

async function createCluster(layout: Layout, binaries: Binaries, user: SystemUser | undefined, password: string) {
  const stage = path.join(layout.dataDir, STAGE + process.pid);
  const cluster = path.join(stage, 'cluster');
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  try {
    await writeFile(path.join(stage, 'password'), password, { mode: 0o600 });
    if (user) await Promise.all([stage, cluster, path.join(stage, 'password')].map((file) => chown(file, user.uid, user.gid)));
    const folder = await pathFor(user, cluster);
    const args = ['-D', folder, `--username=${SUPERUSER}`, '--pwfile=../password', '--auth=scram-sha-256', '--encoding=UTF8'];
    // The working directory is entered before the account changes, so that both paths hold wherever the folder lies.
    const options = { cwd: cluster, env: SERVER_ENVIRONMENT, ...user };
    await run(binaries.initdb, [...args, '--locale=C.UTF-8'], options).catch((error: Error & { stderr?: string }) => {
      throw new ServerExit('initdb', `${error.stderr ?? ''}\n${error.message}`);
    });
    await rename(cluster, layout.cluster).catch(async (error) => {
      // Another start made the cluster meanwhile, with the same password: use that one.
      if ((await readVersion(layout.cluster)) === undefined) throw error;
    });
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** No variable of ours reaches the server: PG* would change it, and secrets do not belong there. */
export const SERVER_ENVIRONMENT: NodeJS.ProcessEnv =
  process.platform === 'win32'
    ? { SystemRoot: 'C:\\Windows', NODE_ENV: 'production' }
    : { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', NODE_ENV: 'production' };

/**
 * The path by which `user` can open a cluster that is its working directory. Where a folder above keeps it out (a checkout
 * under /root), Linux still gives it the directory that it stands in.
 *
 * @throws StartupError if there is no such path.
 */
export async function pathFor(user: SystemUser | undefined, cluster: string): Promise<string> {
  if (!user || (await canReach(user, cluster))) return cluster;
  if (process.platform === 'linux') return '/proc/self/cwd';
  throw new StartupError(
    `PostgreSQL does not run as root, and the account it runs as instead cannot reach ${cluster}.`,
    'Set DATA_DIR to a folder that other accounts can enter.',
  );
}

async function readVersion(cluster: string): Promise<number | undefined> {
  try {
    return Number.parseInt(await readFile(path.join(cluster, 'PG_VERSION'), 'utf8'), 10);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function wrongVersion(layout: Layout, version: number): StartupError {
  const made = `The embedded database in ${layout.cluster} was made by PostgreSQL ${version}`;
  return version > MAJOR_VERSION
    ? new StartupError(`${made}, newer than the ${MAJOR_VERSION} of this Trilock.`, 'Start the Trilock that last used it.')
    : new StartupError(`${made}, older than the ${MAJOR_VERSION} of this Trilock.`, 'Upgrade it with pg_upgrade first.');
}

/** A cluster that was restored from a backup by root belongs to root. */
async function giveTo(user: SystemUser, folder: string): Promise<void> {
  if ((await stat(folder)).uid === user.uid) return;
  for (const entry of await readdir(folder, { recursive: true })) await lchown(path.join(folder, entry), user.uid, user.gid);
  await chown(folder, user.uid, user.gid);
}

async function removeAbandonedStages(layout: Layout): Promise<void> {
  for (const name of await readdir(layout.dataDir)) {
    if (!name.startsWith(STAGE) || isAlive(Number(name.slice(STAGE.length)))) continue;
    await rm(path.join(layout.dataDir, name), { recursive: true, force: true });
  }
}
