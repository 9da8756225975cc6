import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort, type Killable, kill, ownerOf, startServer } from './check-kill-server';
import { type Entry, entriesOf, race } from './check-race-requests';
import { faultsOf } from './check-race-verify';
import { makePrize, makeRaceWorld, type Prize, type RaceWorld } from './check-race-world';

/**
 * `npm run check:race`: 2,000 requests from both surfaces race for 20 slots, once undisturbed, then with kill -9 of the server
 * in the middle of the bookings, a new start, and every request of unknown outcome sent again. Each slot must be booked once,
 * everything that was acknowledged be there, and everybody else be told 409. Exits with 1 otherwise.
 *
 *   --requests=2000   --slots=20   --kills=3   --server=dist/server.js (given: nothing is built)
 */
const options = new Map(process.argv.slice(2).map((argument) => argument.replace(/^--/, '').split('=') as [string, string]));
const REQUESTS = Number(options.get('requests') ?? 2_000);
const SLOTS = Number(options.get('slots') ?? 20);
const KILLS = Number(options.get('kills') ?? 3);

const say = (line: string) => process.stdout.write(`${line}\n`);

/** One race that ends in the middle: at the first, second … acknowledged booking. */
async function killedRace(server: Killable, entries: readonly Entry[], restart: () => Promise<Killable>): Promise<Killable> {
  const last = 1 + Math.floor(Math.random() * SLOTS * 0.75);
  let booked = 0;
  let killed: Promise<void> | null = null;
  await race(server.url, entries, ({ status }) => {
    if (status === 201) booked++;
    if (booked === last) killed ??= kill(server);
  });
  await (killed ?? kill(server));
  const next = await restart();
  const unknown = entries.filter(({ reply }) => reply === null).length;
  say(`  killed after ${last} bookings; ${unknown} requests of unknown outcome are sent again`);
  await race(next.url, entries);
  return next;
}

/** What came of a race, on one line. @returns the number of faults. */
async function judge(dataDir: string, prize: Prize, entries: readonly Entry[], ms: number): Promise<number> {
  const owner = new pg.Client(await ownerOf(dataDir));
  await owner.connect();
  const faults = await faultsOf(owner, prize, entries);
  await owner.end();
  const count = (status: number) => entries.filter(({ reply }) => reply?.status === status).length;
  say(`  ${count(201)} booked, ${count(409)} told 409, of ${entries.length} in ${Math.round(ms)} ms; ${faults.length} faults`);
  for (const fault of faults.slice(0, 10)) say(`    ${fault}`);
  return faults.length;
}

async function playAll(first: Killable, world: RaceWorld, restart: () => Promise<Killable>, dataDir: string) {
  let server = first;
  let faults = 0;
  for (let round = 0; round <= KILLS; round++) {
    say(round === 0 ? 'Undisturbed' : `Killed in the middle, ${round} of ${KILLS}`);
    const prize = await makePrize(server.url, world, SLOTS);
    const entries = entriesOf(world, prize, REQUESTS);
    const started = performance.now();
    if (round === 0) await race(server.url, entries);
    else server = await killedRace(server, entries, restart);
    faults += await judge(dataDir, prize, entries, performance.now() - started);
  }
  return { server, faults };
}

async function main(): Promise<boolean> {
  const given = options.get('server');
  if (given === undefined) {
    const setup: { ensureBuilt(): Promise<void> } = await import(new URL('./lib/setup.mjs', import.meta.url).href);
    await setup.ensureBuilt();
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'trilock-race-'));
  const port = await freePort();
  const restart = () => startServer(given ?? 'dist/server.js', dataDir, port);
  const first = await restart();
  const { server, faults } = await playAll(first, await makeRaceWorld(first.url), restart, dataDir);
  server.child.kill('SIGTERM');
  const [code] = await once(server.child, 'exit');
  await rm(dataDir, { recursive: true, force: true });
  say(`\n${KILLS + 1} races, ${faults} faults; the last stop ended with ${code}.`);
  return faults === 0 && code === 0;
}

process.exit((await main()) ? 0 : 1);
