import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { StartupError } from '../../kernel/startup-error';
import type { SystemUser } from './types';

const CANDIDATES = ['postgres', 'nobody'];

const run = promisify(execFile);

/**
 * The account that the server must run as: undefined (our own) unless we are root, which PostgreSQL refuses to run as. An
 * existing cluster keeps its owner, whoever else exists by now.
 *
 * @throws StartupError if we are root and no other account is found.
 */
export async function chooseSystemUser(cluster: string): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(cluster).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of CANDIDATES) {
    const user = await lookUp(name);
    if (user) return user;
  }
  throw new StartupError(
    'PostgreSQL refuses to run as root, and there is no account "postgres" or "nobody" that it could run as.',
    'Start Trilock as an ordinary user, or create an account named "postgres".',
  );
}

/** Whether `user` may pass through every folder on the way to `target`, by their mode. */
export async function canReach(user: SystemUser, target: string): Promise<boolean> {
  for (let folder = path.dirname(target); ; folder = path.dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const execute = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & execute) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

async function lookUp(name: string): Promise<SystemUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}
