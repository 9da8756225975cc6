import { randomBytes } from 'node:crypto';
import { link, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env } from '@/server/env/schema';
import { makeFolder } from '@/server/kernel/make-folder';
import { StartupError } from '@/server/kernel/startup-error';

const SHORTEST = 32;

/**
 * APP_SECRET, or the one that was generated into DATA_DIR (mode 0600) at the first start. Every credential's
 * hash depends on it: lost, all keys and sessions are.
 *
 * Guarantees: two first starts at once agree on one, and a machine that stops half-way leaves none or a whole one.
 * @throws StartupError
 */
export async function appSecret(env: Env): Promise<string> {
  if (env.APP_SECRET !== undefined) return env.APP_SECRET;
  const file = join(env.DATA_DIR, 'app-secret');
  const secret = (await readKept(file)) ?? (await make(file, env.DATA_DIR));
  if (secret.length >= SHORTEST) return secret;
  throw new StartupError(`The file ${file} holds no secret.`, 'Restore it from a backup, or set APP_SECRET to what it held.');
}

async function readKept(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new StartupError(`The file ${file} cannot be read.`, 'Make it readable for the account that Trilock runs as.', {
      cause,
    });
  }
}

async function make(file: string, folder: string): Promise<string> {
  const partial = `${file}.${process.pid}`;
  try {
    await makeFolder(folder);
    await writeFile(partial, randomBytes(48).toString('base64url'), { mode: 0o600, flush: true });
    // Unlike a rename, a link fails if another start was first; unlike 'wx', nobody can read it half written.
    await link(partial, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await unlink(partial);
  } catch (cause) {
    await unlink(partial).catch(() => undefined);
    throw new StartupError(`The folder ${folder} cannot be written.`, 'Make it writable, or set DATA_DIR.', { cause });
  }
  return (await readKept(file)) ?? '';
}
