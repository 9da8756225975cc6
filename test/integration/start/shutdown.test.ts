import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';

let child: ChildProcess;
let lines: Interface;
let port: number;
let agent: Agent;

beforeEach(async () => {
  const script = path.resolve(import.meta.dirname, 'shutdown-child.ts');
  const spawned = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  child = spawned;
  lines = createInterface({ input: spawned.stdout });
  port = Number((await once(lines, 'line'))[0]);
  agent = new Agent({ keepAlive: true });
});
afterEach(() => {
  agent.destroy();
  child.kill('SIGKILL');
});

function read(target: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: target, agent }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('error', reject);
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s lets a request that is under way end, takes no new one, and ends',
  async (signal) => {
    const begun = once(lines, 'line');
    const answer = read('/slow');
    expect((await begun)[0]).toBe('begun');
    const ended = once(child, 'exit');
    const closed = once(lines, 'line');
    const since = performance.now();
    child.kill(signal);
    expect(await answer).toBe('begun ended');
    expect((await closed)[0]).toBe('closed');
    expect(await ended).toEqual([0, null]);
    // Not after the deadline: the connection that the client keeps alive is closed when its request is over.
    expect(performance.now() - since).toBeLessThan(5_000);
    await expect(read('/fast')).rejects.toThrow(/ECONNREFUSED|ECONNRESET|socket hang up/);
  },
);

test('connections without a request, and streams of events, do not keep it', async () => {
  const begun = once(lines, 'line');
  const stream = read('/events');
  await begun;
  const again = once(lines, 'line');
  await read('/fast');
  await again;
  const silent = connect(port, '127.0.0.1');
  await once(silent, 'connect');
  const ended = once(child, 'exit');
  const since = performance.now();
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(await stream).toBe('begun ');
  expect(performance.now() - since).toBeLessThan(5_000);
});

test('a request that never ends keeps it for ten seconds at most', async () => {
  const begun = once(lines, 'line');
  const answer = read('/never').catch((error: Error) => error.message);
  await begun;
  const since = performance.now();
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(await answer).toMatch(/aborted|hang up|ECONNRESET/);
  const took = performance.now() - since;
  expect(took).toBeGreaterThan(9_000);
});
