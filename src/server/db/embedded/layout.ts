import path from 'node:path';
import type { Layout } from './types';

export const HOST = '127.0.0.1';
export const SUPERUSER = 'postgres';
export const OWNER = 'trilock_owner';
export const DATABASE = 'trilock';

/** The files of the embedded server under `dataDir`. */
export function layoutOf(dataDir: string): Layout {
  const root = path.resolve(dataDir);
  return {
    dataDir: root,
    cluster: path.join(root, 'postgres'),
    password: path.join(root, 'postgres-password'),
    port: path.join(root, 'postgres-port'),
    log: path.join(root, 'postgres.log'),
  };
}
