/**
 * Runs Prisma's command line with the stand-in for its engine and with a database: `DATABASE_URL`, or an embedded server in a
 * folder that goes away. The logins that migrations grant to are made first.
 *
 * Use: node --import tsx scripts/prisma-engine/run.ts migrate diff --from-migrations prisma/migrations …
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '@/server/db/embedded';
import { ensureRoles } from '@/server/db/roles';

const HERE = import.meta.dirname;

async function onTemporaryServer(work: (ownerUrl: string) => Promise<number>): Promise<number> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'trilock-prisma-'));
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  try {
    await ensureRoles({ ownerUrl: server.ownerUrl, passwordFor: () => randomBytes(16).toString('hex'), log: () => undefined });
    return await work(server.ownerUrl);
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function prisma(databaseUrl: string): Promise<number> {
  const cli = path.resolve(HERE, '../../node_modules/prisma/build/index.js');
  const args = [cli, ...process.argv.slice(2), '--config', path.join(HERE, 'prisma.config.ts')];
  const child = spawn(process.execPath, args, {
    stdio: 'inherit',
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PRISMA_SCHEMA_ENGINE_BINARY: path.resolve(HERE, '../prisma-engine.mjs'),
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    },
  });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

const outside = process.env.DATABASE_URL;
process.exitCode = outside ? await prisma(outside) : await onTemporaryServer(prisma);
