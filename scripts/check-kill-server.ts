import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ownerUrl } from '@/server/db/embedded/accounts';
import { layoutOf } from '@/server/db/embedded/layout';
import { readPostmasterFile } from '@/server/db/embedded/postmaster-pid';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const READY_MS = 60_000;
const PINO_ERROR = 50;

export const ADMIN = { email: 'admin@kill.hospital', password: 'correct horse battery staple' };
/** Failures of one address within a minute; the load's one flooding address passes it, its others do not. */
export const FAILURE_LIMIT = 60;

export type Killable = {
  url: string;
  child: ChildProcess;
  /** From the start of the process to the first 200 of /readyz. */
  readyMs: number;
  /** What it wrote that a clean start does not write. */
  complaints: string[];
};

/** Starts the compiled server on `dataDir` and waits until it is ready. @throws if it is not, or ends. */
export async function startServer(entry: string, dataDir: string, port: number): Promise<Killable> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--max-semi-space-size=32', '--enable-source-maps', entry], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'production',
      APP_ENV: 'development',
      PORT: String(port),
      DATA_DIR: dataDir,
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      AUTH_FAILURES_PER_MINUTE: String(FAILURE_LIMIT),
      // The load says where each of its requests comes from.
      TRUST_PROXY: '127.0.0.1',
      LOG_LEVEL: 'warn',
    },
  });
  const complaints: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => complaints.push(chunk.toString().trim()));
  child.stdout?.on('data', (chunk: Buffer) => complaints.push(...chunk.toString().split('\n').filter(isErrorLine)));
  const url = `http://127.0.0.1:${port}`;
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${complaints.join('\n')}`);
    if (performance.now() - started > READY_MS) throw new Error(`the server is not ready: ${complaints.join('\n')}`);
    await delay(25);
  }
  return { url, child, readyMs: performance.now() - started, complaints };
}

function isErrorLine(line: string): boolean {
  const level = /^\{"level":(\d+)/.exec(line)?.[1];
  return level !== undefined && Number(level) >= PINO_ERROR;
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    (response) => response.status === 200,
    () => false,
  );
}

/** kill -9, and only then the word that it is gone. */
export async function kill({ child }: Killable): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** kill -9 of PostgreSQL's first process; its others notice by themselves. */
export async function killPostmaster(dataDir: string): Promise<void> {
  const file = await readPostmasterFile(layoutOf(dataDir).cluster);
  if (file) process.kill(file.pid, 'SIGKILL');
}

/** The owner's connection string: for what only a look past row-level security can tell. */
export async function ownerOf(dataDir: string): Promise<string> {
  const layout = layoutOf(dataDir);
  const file = await readPostmasterFile(layout.cluster);
  return ownerUrl(file?.port ?? 0, await readFile(layout.password, 'utf8'));
}

/** A port that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
