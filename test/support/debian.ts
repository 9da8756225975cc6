import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

// A machine that has never asked has no lists, and old lists name packages that are gone.
const INSTALL = `
install() { apt-get -o DPkg::Lock::Timeout=300 -y install --no-install-recommends "$1"; }
install "$1" || { apt-get update; install "$1"; }`;

/**
 * Tries to install a package of Debian's, which takes root; the caller looks whether what it needs is there now. One at a time,
 * whatever the number of workers: apt-get does not wait for its lists.
 */
export async function installPackage(name: string): Promise<void> {
  const lock = path.join(tmpdir(), 'trilock-apt.lock');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('flock', [lock, 'sh', '-c', INSTALL, 'sh', name], { env }).catch(() => undefined);
}

/** Whether a program runs and ends well. */
export function succeeds(program: string, args: readonly string[]): Promise<boolean> {
  return run(program, args).then(
    () => true,
    () => false,
  );
}
