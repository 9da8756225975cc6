import { startChild } from '../child';
import { makeKeys } from '../make-keys';
import type { World } from '../world';
import { type Database, openDatabases } from './database';
import { type Facts, readFacts } from './facts';
import { load, type Target, totalOf } from './measure';
import { options } from './options';
import { QUERIES, type Query } from './queries';
import { checkTotals, print, type Result, type Summary, summary, writeReport } from './report';

type Side = Target & { facts: Facts };

const WARM_SECONDS = 1;
const FIRST_PATH = '/api/external/patients?limit=20';
/** Until V8 has compiled what every request goes through. */
const FIRST_WARM_SECONDS = 5;

/**
 * `npm run bench:large`: lists of a hospital of 300,000 patients beside those of one of 3,000, each out of 200 hospitals, through
 * the real server. docs/performance.md explains the table.
 */
async function main(): Promise<void> {
  const { large, small, stop } = await openDatabases();
  const sides: Side[] = [];
  try {
    for (const database of [small, large]) sides.push(await startSide(database));
    for (const side of sides) await load(side, FIRST_PATH, FIRST_WARM_SECONDS);
    const rows: Summary[] = [];
    for (const query of QUERIES.filter(({ name }) => name.includes(options.only))) {
      const row = await measured(query, sides[0] as Side, sides[1] as Side);
      if (row) rows.push(row);
    }
    print(rows);
    console.log(`Written to ${await writeReport(rows)}`);
  } finally {
    await Promise.all(sides.map(({ child }) => child.stop()));
    await stop();
  }
}

/** Null for a query that failed, which is told: minutes of loading are not given up for one of them. */
async function measured(query: Query, small: Side, large: Side): Promise<Summary | null> {
  try {
    const row = summary(await compare(query, small, large));
    const [from, to, p99] = [row.small, row.large, row.p99].map((ms) => ms.toFixed(1));
    console.log(`  ${row.name.padEnd(42)} ${from} → ${to} ms, p99 ${p99}  ${row.missed.join(' ')}`);
    return row;
  } catch (error) {
    console.error(`  ${query.name} failed: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
    return null;
  }
}

async function startSide(database: Database): Promise<Side> {
  const facts = await readFacts(database.ownerUrl);
  const base = { ...database, secret: 'bench-only-secret-of-enough-length-0000', hospitalId: facts.hospitalId };
  const world: World = { ...base, keys: await makeKeys(1, base) };
  return { facts, world, child: await startChild<{ url: string }>('servers/trilock', world) };
}

/** Both data sets in turns, so that what disturbs the machine for a while disturbs both. */
async function compare(query: Query, small: Side, large: Side): Promise<Result> {
  const paths = { small: query.pathOf(small.facts), large: query.pathOf(large.facts) };
  const totals = { small: await totalOf(small, paths.small), large: await totalOf(large, paths.large) };
  checkTotals({ query, totals });
  const result: Result = { query, totals, small: [], large: [] };
  await load(small, paths.small, WARM_SECONDS);
  await load(large, paths.large, WARM_SECONDS);
  for (let round = 0; round < options.rounds; round++) {
    result.small.push(await load(small, paths.small, options.seconds));
    result.large.push(await load(large, paths.large, options.seconds));
  }
  return result;
}

await main();
