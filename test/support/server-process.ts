import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT } from './compile-server';
import { freePort } from './free-port';

const READY_MS = 60_000;

/** A server in a process of its own. */
export type ServerProcess = {
  url: string;
  /** Lines on standard output, the log's JSON among them, and on standard error. */
  lines: readonly string[];
  /** Resolves when it has written so many lines that hold `text`. */
  said: (text: string, times?: number) => Promise<void>;
  /** SIGTERM. @returns its exit code. */
  stop: () => Promise<number | null>;
};

/**
 * Starts a compiled server (compile-server.ts) with these variables only, on a free port, and waits until it is ready.
 * @throws if it ends before, or is not ready within a minute.
 */
export async function startServerProcess(file: string, variables: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const port = await freePort();
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH ?? '', NODE_ENV: 'production', PORT: String(port), ...variables };
  const child = spawn(process.execPath, [file], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const listener of listeners) listener();
    });
  }
  const url = `http://127.0.0.1:${port}`;
  const until = performance.now() + READY_MS;
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${lines.join('\n')}`);
    if (performance.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`the server is not ready: ${lines.join('\n')}`);
    }
    await delay(25);
  }
  return {
    url,
    lines,
    said: (text, times = 1) =>
      new Promise((resolve) => {
        const look = () => {
          if (lines.filter((line) => line.includes(text)).length < times) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      }),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        await gone;
      }
      return child.exitCode;
    },
  };
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    (response) => response.status === 200,
    () => false,
  );
}
