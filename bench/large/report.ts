import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { median } from '../rounds';
import { quantile, type Times } from './measure';
import { options } from './options';
import type { Query } from './queries';

/** One query on both data sets, round by round. */
export type Result = { query: Query; totals: { small: number; large: number }; small: Times[]; large: Times[] };

const AIMS = { ratio: 2, p99: 50, wideP99: 300 };
const MATCHES = 1_000;

/** A row of the table: the median of the rounds' medians and of their ratios, and the 99th percentile of all answers. */
export function summary({ query, totals, small, large }: Result) {
  const medianOf = ({ ms }: Times) => quantile(ms, 0.5);
  const all = (times: readonly Times[]) => times.flatMap(({ ms }) => ms);
  const ratio = median(large.map((times, round) => medianOf(times) / medianOf(small[round] as Times)));
  const p99 = quantile(all(large), 0.99);
  const late = p99 > (query.kind === 'wide' ? AIMS.wideP99 : AIMS.p99);
  const grew = query.kind === 'equal' && ratio > AIMS.ratio;
  return {
    name: query.name,
    kind: query.kind,
    totals,
    small: median(small.map(medianOf)),
    large: median(large.map(medianOf)),
    ratio,
    smallP99: quantile(all(small), 0.99),
    p99,
    others: median([...small, ...large].map(({ others }) => others)),
    bad: [...small, ...large].reduce((sum, { bad }) => sum + bad, 0),
    missed: [...(late ? ['p99'] : []), ...(grew ? ['ratio'] : [])],
  };
}

export type Summary = ReturnType<typeof summary>;

/** @throws if a query of equally many matches is none: the ratio would say nothing. */
export function checkTotals({ query, totals }: Pick<Result, 'query' | 'totals'>): void {
  if (query.kind !== 'equal' || (totals.small === totals.large && totals.large <= MATCHES)) return;
  throw new Error(`${query.name} finds ${totals.small} and ${totals.large}`);
}

export function print(rows: readonly Summary[]): void {
  const whole = (value: number) => Math.round(value).toLocaleString('en');
  const ms = (value: number) => value.toFixed(value < 10 ? 1 : 0);
  console.log(`\n| query | matches small | large | p50 ms small | large | ratio | p99 ms small | large | others, cores | |`);
  console.log(`| --- |${' ---: |'.repeat(8)} --- |`);
  for (const row of rows) {
    const { totals, bad, missed } = row;
    const note = [...missed.map((aim) => `misses ${aim}`), ...(bad > 0 ? [`${bad} bad`] : [])].join(', ');
    const cells = [whole(totals.small), whole(totals.large), ms(row.small), ms(row.large), row.ratio.toFixed(2)];
    const rest = [ms(row.smallP99), ms(row.p99), row.others.toFixed(1), note];
    console.log(`| ${[row.kind === 'page' ? row.name : `${row.name} (${row.kind})`, ...cells, ...rest].join(' | ')} |`);
  }
  const missed = rows.filter((row) => row.missed.length > 0 || row.bad > 0);
  console.log(`\n${rows.length - missed.length} of ${rows.length} queries meet their aims.`);
}

/** Keeps the result beside that of `npm run bench`, since the database's own folder goes away. */
export async function writeReport(rows: readonly Summary[]): Promise<string> {
  const folder = path.join(options.root, '.data/bench');
  const file = path.join(folder, 'last-large.json');
  const machine = {
    cpus: cpus().length,
    model: cpus()[0]?.model,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  await mkdir(folder, { recursive: true });
  await writeFile(file, `${JSON.stringify({ at: new Date(), machine, options, rows }, null, 2)}\n`);
  return file;
}
