import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { installPackage, succeeds } from './debian';
import { freePort } from './free-port';

const run = promisify(execFile);
const READY_MS = 10_000;

/** A Redis of one test file's own, empty and kept in memory only. */
export type TestRedis = {
  url: string;
  /** kill -9, as a crash would. */
  kill: () => Promise<void>;
  /** Starts it again on the same port, empty. */
  restart: () => Promise<void>;
  /** It takes connections and commands, and answers nothing, until `wake`. */
  freeze: () => Promise<void>;
  wake: () => void;
  stop: () => Promise<void>;
};

/**
 * @param options further ones of redis-server.
 * @throws where there is no redis-server and it cannot be installed.
 */
export async function startRedis(options: readonly string[] = []): Promise<TestRedis> {
  const program = await findRedis();
  const folder = await mkdtemp(path.join(tmpdir(), 'trilock-redis-'));
  const port = await freePort();
  const start = async () => {
    const kept = ['--save', '', '--appendonly', 'no', '--dir', folder];
    const child = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', ...kept, ...options], { stdio: 'ignore' });
    await answers(child, port);
    return child;
  };
  let child = await start();
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    restart: async () => {
      child = await start();
    },
    freeze: async () => {
      child.kill('SIGSTOP');
      // The signal takes its effect a moment later.
      while (!(await isStopped(child))) await delay(1);
    },
    wake: () => void child.kill('SIGCONT'),
    stop: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** `redis-server` of PATH, else Debian's, which only root can install. */
async function findRedis(): Promise<string> {
  const name = 'redis-server';
  const works = () => succeeds(name, ['--version']);
  if (await works()) return name;
  await installPackage(name);
  if (await works()) return name;
  throw new Error('These tests need redis-server in PATH; as root they install it with apt-get, which failed here.');
}

async function isStopped({ pid }: ChildProcess): Promise<boolean> {
  // Not every Linux has `ps`; other systems have no /proc.
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').then(
    (stat) => stat.slice(stat.lastIndexOf(')') + 2),
    async () => (await run('ps', ['-o', 'state=', '-p', String(pid)])).stdout.trim(),
  );
  return state.startsWith('T');
}

async function answers(child: ChildProcess, port: number): Promise<void> {
  const until = performance.now() + READY_MS;
  while (!(await takesConnections(port))) {
    if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}`);
    if (performance.now() > until) throw new Error('redis-server does not listen');
    await delay(20);
  }
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
