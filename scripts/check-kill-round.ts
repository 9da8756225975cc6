import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type Acknowledged, type Call, send, startLoad } from './check-kill-load';
import { type Killable, kill, killPostmaster, ownerOf } from './check-kill-server';
import { doubled, lostAuditRows, lostCounts, lostPatients, wrongUsage } from './check-kill-verify';
import type { World } from './check-kill-world';

const CONNECTIONS = 16;
const START_LIMIT_MS = 10_000;

export type Round = {
  how: string;
  afterMs: number;
  acknowledged: Acknowledged[];
  unknown: Call[];
  readyMs: number;
  faults: string[];
};

/** Odd rounds kill the server alone; of the others some kill PostgreSQL with it, some a moment before it. */
async function killSomehow(round: number, server: Killable, dataDir: string): Promise<string> {
  if (round % 4 === 2) {
    await killPostmaster(dataDir);
    await kill(server);
    return 'server + postgres';
  }
  if (round % 8 === 4) {
    await killPostmaster(dataDir);
    await delay(200);
    await kill(server);
    return 'postgres, server';
  }
  await kill(server);
  return 'server';
}

/** Sends every creation of unknown outcome again, twice: the second must be the first's answer. */
async function retry(url: string, calls: readonly Call[]): Promise<{ acknowledged: Acknowledged[]; faults: string[] }> {
  const agent = new Agent({ keepAlive: true });
  const acknowledged: Acknowledged[] = [];
  const faults: string[] = [];
  for (const call of calls) {
    const again = (id: string): Call => ({ ...call, kind: 'retry', id, headers: { ...call.headers, 'x-request-id': id } });
    const both = [again(`${call.id}R1`), again(`${call.id}R2`)];
    for (const one of both) acknowledged.push({ call: one, reply: await send(url, agent, one), at: Date.now() });
    const [first, second] = acknowledged.slice(-2).map(({ reply }) => reply);
    const same = first?.status === 201 && second?.status === 201 && first.text === second.text && second.replayed;
    if (!same)
      faults.push(`${call.id}: retried, answered ${first?.status} and ${second?.status}, replayed ${second?.replayed}`);
  }
  agent.destroy();
  return { acknowledged, faults };
}

/** One round: load, kill at a random moment, start again, retry what is unknown, and look for what is lost. */
export async function playRound(
  round: number,
  server: Killable,
  world: World,
  restart: () => Promise<Killable>,
  dataDir: string,
) {
  const since = new Date();
  const load = startLoad(server.url, world.locks, world.patients, CONNECTIONS);
  const afterMs = 300 + Math.floor(Math.random() * 2_700);
  await delay(afterMs);
  const killedAt = Date.now();
  const how = await killSomehow(round, server, dataDir);
  const { acknowledged, unknown } = await load.stop();
  const next = await restart();
  const retried = await retry(next.url, unknown);
  const all = [...acknowledged, ...retried.acknowledged];
  const owner = new pg.Client(await ownerOf(dataDir));
  await owner.connect();
  const faults = [
    ...retried.faults,
    ...(await lostAuditRows(owner, all, since)),
    ...(await lostCounts(owner, acknowledged, since, killedAt)),
    ...(await lostPatients(owner, all)),
    ...(await doubled(owner, unknown)),
    ...(await wrongUsage(owner, world.keyId)),
    ...next.complaints.map((line) => `the next start says: ${line}`),
    ...(next.readyMs > START_LIMIT_MS ? [`the next start took ${Math.round(next.readyMs)} ms`] : []),
  ];
  await owner.end();
  const result: Round = { how, afterMs, acknowledged, unknown, readyMs: next.readyMs, faults };
  return { next, result };
}
