import type { Child } from './child';
import type { Round } from './measure';
import { options } from './options';

/** What came out, and how far the machine let it: rounds that were done again, and disturbed ones that had to be kept. */
export type Measured = { rounds: Record<string, Round[]>; discarded: number; disturbed: number };

/** A round in which other programs took more than this of a core says little about ours. */
const QUIET_CORES = 0.25;

/**
 * Measures several processes in turn, each once a round, beginning with another one each time: what disturbs the machine for
 * a while disturbs all of them. A round that other programs disturbed is done again, whatever came out of it, up to
 * BENCH_RETRIES times in all.
 */
export async function interleave<C extends Child>(
  children: Record<string, C>,
  measure: (child: C, seconds: number) => Promise<Round>,
): Promise<Measured> {
  const labels = Object.keys(children);
  const rounds: Record<string, Round[]> = Object.fromEntries(labels.map((label) => [label, []]));
  for (const label of labels) await measure(children[label] as C, options.warmSeconds);
  let discarded = 0;
  let disturbed = 0;
  for (let round = 0; round < options.rounds; ) {
    const results: [label: string, result: Round][] = [];
    for (let turn = 0; turn < labels.length; turn++) {
      const label = labels[(round + turn) % labels.length] as string;
      const result = await measure(children[label] as C, options.seconds);
      results.push([label, result]);
      const others = result.othersCores === null ? '' : `, others took ${result.othersCores.toFixed(2)} cores`;
      console.log(`  round ${round + 1}  ${label.padEnd(28)} ${Math.round(result.perSecond)} a second${others}`);
    }
    const noisy = results.some(([, result]) => (result.othersCores ?? 0) > QUIET_CORES);
    if (noisy && discarded < options.retries) {
      discarded++;
      continue;
    }
    if (noisy) disturbed++;
    for (const [label, result] of results) rounds[label]?.push(result);
    round++;
  }
  return { rounds, discarded, disturbed };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** How many times as many a second as the other: the median of the rounds' own ratios. */
export function ratio(own: readonly Round[], other: readonly Round[]): number {
  return median(own.map((round, index) => round.perSecond / (other[index]?.perSecond ?? Number.NaN)));
}
