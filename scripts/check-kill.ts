import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Acknowledged } from './check-kill-load';
import { playRound, type Round } from './check-kill-round';
import { freePort, startServer } from './check-kill-server';
import { makeWorld } from './check-kill-world';

/**
 * `npm run check:kill`: kill -9 of the server under load, 20 times. Whatever was acknowledged must be in the audit log and in the
 * database afterwards, nothing twice, every counter exact, and the next start clean. Exits with 1 on any loss.
 *
 *   --rounds=20   --server=dist/server.js (given: nothing is built)
 */
const options = new Map(process.argv.slice(2).map((argument) => argument.replace(/^--/, '').split('=') as [string, string]));
const ROUNDS = Number(options.get('rounds') ?? 20);

const say = (line: string) => process.stdout.write(`${line}\n`);

const line = (cells: readonly string[]) => cells.map((cell, index) => cell.padStart(index === 1 ? 18 : 9)).join('');

function rowOf(round: number, { how, afterMs, acknowledged, unknown, readyMs, faults }: Round): string {
  const count = (wanted: (one: Acknowledged) => boolean) => String(acknowledged.filter(wanted).length);
  const cells = [
    String(round),
    how,
    String(afterMs),
    count(({ reply }) => reply.status === 200),
    count(({ reply }) => reply.status === 201),
    count(({ reply }) => reply.status >= 400 && reply.status < 429),
    count(({ reply }) => reply.status === 429),
    count(({ reply }) => reply.status >= 500),
    String(unknown.length),
    String(Math.round(readyMs)),
    String(faults.length),
  ];
  return line(cells);
}

async function main(): Promise<boolean> {
  const given = options.get('server');
  if (given === undefined) {
    const setup: { ensureBuilt(): Promise<void> } = await import(new URL('./lib/setup.mjs', import.meta.url).href);
    await setup.ensureBuilt();
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'trilock-kill-'));
  const port = await freePort();
  const restart = () => startServer(given ?? 'dist/server.js', dataDir, port);
  let server = await restart();
  const world = await makeWorld(server.url);
  const rounds: Round[] = [];
  const titles = [
    'round',
    'killed',
    'after ms',
    'reads',
    'created',
    'refused',
    'counted',
    '5xx',
    'unknown',
    'start ms',
    'faults',
  ];
  say(line(titles));
  for (let round = 1; round <= ROUNDS; round++) {
    const { next, result } = await playRound(round, server, world, restart, dataDir);
    server = next;
    rounds.push(result);
    say(rowOf(round, result));
    for (const fault of result.faults.slice(0, 10)) say(`         ${fault}`);
  }
  server.child.kill('SIGTERM');
  const [code] = await once(server.child, 'exit');
  await rm(dataDir, { recursive: true, force: true });
  const faults = rounds.reduce((sum, one) => sum + one.faults.length, 0) + (code === 0 ? 0 : 1);
  const answers = rounds.reduce((sum, one) => sum + one.acknowledged.length, 0);
  say(`\n${ROUNDS} kills, ${answers} acknowledged answers, ${faults} faults; the last stop ended with ${code}.`);
  return faults === 0;
}

process.exit((await main()) ? 0 : 1);
