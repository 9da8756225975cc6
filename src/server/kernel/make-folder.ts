import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder with those above it, if there is none. Step by step: a recursive mkdir says ENOENT whatever the reason, also
 * on a read-only disk, and never ends below /proc.
 * @throws the file system's error of the first folder that cannot be made.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || (await exists(dirname(folder)))) throw error;
    await makeFolder(dirname(folder));
    await makeFolder(folder);
  }
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
