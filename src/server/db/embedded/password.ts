import { randomBytes } from 'node:crypto';
import { link, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { StartupError } from '../../kernel/startup-error';
import type { Layout } from './types';

/**
 * The password of the embedded server's own accounts, made once and kept in `dataDir`, mode 0600.
 *
 * Guarantees: two starts at once agree on one password, and a machine that stops half-way leaves none or a whole one.
 * @throws StartupError if the cluster is there and its password is not.
 */
export async function readOrCreatePassword(layout: Layout): Promise<string> {
  const existing = await readIfThere(layout.password);
  if (existing) return existing;
  if (await stat(layout.cluster).catch(() => undefined)) {
    throw new StartupError(
      `The embedded database in ${layout.cluster} is there, but the file with its password (${layout.password}) is missing.`,
      'Restore that file from the backup that the folder came from.',
    );
  }
  const partial = `${layout.password}.${process.pid}`;
  await writeFile(partial, randomBytes(32).toString('hex'), { mode: 0o600, flush: true });
  try {
    // Unlike rename, link fails if another start was first.
    await link(partial, layout.password);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(partial);
  }
  return readFile(layout.password, 'utf8');
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
