import type { Parameters } from 'fast-check';

/** Requests of each kind for each operation: with some sixty operations, what two cores answer in half a minute. */
const RUNS = 20;
const SEED = 20261122;

/**
 * The same requests in each run of the suite, so that a failure is of the change that was made and can be played again. To look
 * elsewhere and further: `PROPERTY_SEED=$RANDOM PROPERTY_RUNS=300`. The first failure ends the search: the server remembers
 * what it was sent, so that a smaller example would be of another state.
 */
export const SETTINGS: Parameters<unknown> = {
  numRuns: Number(process.env.PROPERTY_RUNS ?? RUNS),
  endOnFailure: true,
  seed: Number(process.env.PROPERTY_SEED ?? SEED),
};

/** For a test of this many requests, on a machine that has other work too. */
export const PATIENCE = Math.max(60_000, Number(process.env.PROPERTY_RUNS ?? RUNS) * 500);
