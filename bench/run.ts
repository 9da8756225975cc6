import { type Child, startChild } from './child';
import { benchClosing } from './closing';
import { compareAnswers } from './compare-answers';
import { openDatabase, query } from './database';
import { makeKeys } from './make-keys';
import { loadServer, runVerifier } from './measure';
import { options } from './options';
import { report, writeReport } from './report';
import { interleave } from './rounds';
import type { World } from './world';

const SERVERS = {
  a: { label: '(a) fastify + pg', entry: 'servers/fastify-pg' },
  'a*': { label: '(a*) fastify + pg tuned', entry: 'servers/fastify-pg-tuned' },
  b: { label: '(b) fastify + Prisma', entry: 'servers/fastify-prisma' },
  c: { label: '(c) Trilock', entry: 'servers/trilock' },
};
const VERIFIERS = {
  k: { label: 'three locks + audit row', entry: 'keys/trilock' },
  l: { label: 'better-auth API key', entry: 'keys/better-auth' },
};
const KEYS = 32;

/** `npm run bench`: everything side by side on one PostgreSQL, loaded in turns. docs/performance.md explains the table. */
async function main(): Promise<void> {
  console.log(`Bench: ${options.patients.toLocaleString('en')} patients, ${options.rounds} rounds of ${options.seconds} s`);
  const { stop, ...database } = await openDatabase();
  try {
    const [hospital] = await query<{ id: string }>(database.ownerUrl, 'SELECT id FROM hospitals');
    const base = { ...database, secret: 'bench-only-secret-of-enough-length-0000', hospitalId: hospital?.id ?? '' };
    const world: World = { ...base, keys: await makeKeys(KEYS, base) };
    const sections = [await benchList(world), await benchKeys(world), await benchClosing(world)].filter(
      (section) => section !== null,
    );
    console.log(`\nWritten to ${await writeReport(sections)}`);
  } finally {
    await stop();
  }
}

async function benchList(world: World) {
  const servers = await start<{ url: string }>(SERVERS, world);
  if (!servers) return null;
  try {
    await compareAnswers(Object.fromEntries(Object.entries(servers).map(([label, { ready }]) => [label, ready.url])), world);
    const measured = await interleave(servers, (child, seconds) => loadServer(child, world, seconds));
    const { a, b, c } = SERVERS;
    const ratios = [b, SERVERS['a*'], a].map(({ label }): [string, string] => [c.label, label]);
    return report({ title: `GET of 20 patients, ${options.connections} connections`, unit: 'requests', measured, ratios });
  } finally {
    await stopAll(servers);
  }
}

async function benchKeys(world: World) {
  const verifiers = await start<string>(VERIFIERS, world);
  if (!verifiers) return null;
  try {
    const measured = await interleave(verifiers, runVerifier);
    const ratios: [string, string][] = [[VERIFIERS.k.label, VERIFIERS.l.label]];
    return report({ title: `Keys verified in process, ${KEYS} keys, 32 at a time`, unit: 'keys', measured, ratios });
  } finally {
    await stopAll(verifiers);
  }
}

/** Starts those that BENCH_ONLY names; null for none. */
async function start<Ready>(kinds: Record<string, { label: string; entry: string }>, world: World) {
  const wanted = Object.entries(kinds).filter(([letter]) => options.only?.includes(letter) ?? true);
  const children: Record<string, Child & { ready: Ready }> = {};
  for (const [, { label, entry }] of wanted) children[label] = await startChild<Ready>(entry, world);
  return wanted.length > 0 ? children : null;
}

async function stopAll(children: Record<string, Child>): Promise<void> {
  await Promise.all(Object.values(children).map((child) => child.stop()));
}

await main();
