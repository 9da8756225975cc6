import path from 'node:path';

/** A number from the environment, so that a check in a hurry can shorten the run: `BENCH_SECONDS=1 npm run bench`. */
function number(name: string, fallback: number): number {
  const value = Number(process.env[name] ?? fallback);
  if (!Number.isFinite(value) || value <= 0) throw new Error(`${name} must be a number above 0`);
  return value;
}

const root = path.resolve(import.meta.dirname, '..');

export const options = {
  root,
  /** Kept between runs: cluster, bundles, the last result. */
  folder: path.join(root, '.data/bench'),
  patients: number('BENCH_PATIENTS', 100_000),
  rounds: number('BENCH_ROUNDS', 3),
  seconds: number('BENCH_SECONDS', 5),
  retries: number('BENCH_RETRIES', 3),
  warmSeconds: number('BENCH_WARM_SECONDS', 3),
  connections: number('BENCH_CONNECTIONS', 32),
  /** Only these, by letter, such as `a,c`; all where unset. */
  only: process.env.BENCH_ONLY?.split(',') ?? null,
};
