import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import type { Round } from './measure';
import { options } from './options';
import { type Measured, median, ratio } from './rounds';

export type Section = { title: string; unit: string; measured: Measured; ratios: [own: string, other: string][] };

type Summary = Record<keyof Round, number | null>;

/** The medians of a process's rounds; of memory the highest, and of bad answers the sum. */
function summary(rounds: readonly Round[]): Summary {
  const of = (field: keyof Round) => median(rounds.map((round) => round[field] ?? Number.NaN));
  return {
    perSecond: of('perSecond'),
    p50: of('p50'),
    p99: of('p99'),
    peakRssMb: Math.max(...rounds.map((round) => round.peakRssMb)),
    cpuUs: of('cpuUs'),
    postgresUs: of('postgresUs'),
    othersCores: of('othersCores') * 100,
    bad: rounds.reduce((sum, round) => sum + round.bad, 0),
  };
}

/** Prints a section as a table with its ratios, and returns what belongs into the file. */
export function report({ title, unit, measured, ratios }: Section) {
  const { rounds, discarded, disturbed } = measured;
  const rows = Object.entries(rounds).map(([label, own]) => [label, summary(own)] as const);
  const columns: [heading: string, field: keyof Round][] = [
    [`${unit}/s`, 'perSecond'],
    ['p50 ms', 'p50'],
    ['p99 ms', 'p99'],
    ['peak MB', 'peakRssMb'],
    ['CPU µs', 'cpuUs'],
    ['PG CPU µs', 'postgresUs'],
    ['others, % of a core', 'othersCores'],
    ['bad', 'bad'],
  ];
  const cell = (value: number | null) => (value === null || Number.isNaN(value) ? '–' : Math.round(value).toLocaleString('en'));
  console.log(`\n${title}`);
  console.log(`| ${['', ...columns.map(([heading]) => heading)].join(' | ')} |`);
  console.log(`| --- |${columns.map(() => ' ---: |').join('')}`);
  for (const [label, values] of rows) {
    console.log(`| ${[label, ...columns.map(([, field]) => cell(values[field]))].join(' | ')} |`);
  }
  // BENCH_ONLY may have left one of the two out.
  const pairs = ratios.filter((pair) => pair.every((label) => rounds[label]));
  const shown = Object.fromEntries(
    pairs.map(([own, other]) => [`${own} / ${other}`, ratio(rounds[own] ?? [], rounds[other] ?? [])] as const),
  );
  for (const [name, value] of Object.entries(shown)) console.log(`${name}: ${value.toFixed(2)}`);
  console.log(`Rounds: ${options.rounds}, of which disturbed by other programs: ${disturbed}; done again: ${discarded}.`);
  return { title, disturbed, discarded, medians: Object.fromEntries(rows), ratios: shown, rounds };
}

/** Keeps the result beside the database, with the machine that it is of. */
export async function writeReport(sections: readonly object[]): Promise<string> {
  const file = path.join(options.folder, 'last.json');
  const machine = {
    cpus: cpus().length,
    model: cpus()[0]?.model,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  await mkdir(options.folder, { recursive: true });
  await writeFile(file, `${JSON.stringify({ at: new Date(), machine, options, sections }, null, 2)}\n`);
  return file;
}
