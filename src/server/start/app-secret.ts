import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env } from '@/server/env/schema';
import { StartupError } from '@/server/kernel/startup-error';

/**
 * APP_SECRET, or the one that was generated into DATA_DIR (mode 0600) at the first start. Every credential's
 * hash depends on it: lost, all keys and sessions are.
 * @throws StartupError
 */
export async function appSecret(env: Env): Promise<string> {
  if (env.APP_SECRET !== undefined) return env.APP_SECRET;
  const file = join(env.DATA_DIR, 'app-secret');
  try {
    await mkdir(env.DATA_DIR, { recursive: true });
    // 'wx' decides between two first starts at once: one writes, the other reads.
    await writeFile(file, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new StartupError(`The folder ${env.DATA_DIR} cannot be written.`, 'Make it writable, or set DATA_DIR.', {
        cause: error,
      });
    }
  }
  return (await readFile(file, 'utf8')).trim();
}
