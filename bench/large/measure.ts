import autocannon from 'autocannon';
import type { Child, Usage } from '../child';
import { lockHeaders } from '../measure';
import { othersSince, readMeters } from '../meters';
import type { World } from '../world';
import { options } from './options';

/** A server over one of the two data sets. */
export type Target = { child: Child & { ready: { url: string } }; world: World };

/** Times of one query on one data set, in ms, and the cores that other programs took meanwhile. */
export type Times = { ms: number[]; others: number; bad: number };

/** Sends one query over keep-alive connections for so many seconds. */
export async function load({ child, world }: Target, path: string, seconds: number): Promise<Times> {
  const before = { child: await child.ask<Usage>({}), meters: readMeters(options.folder) };
  const url = new URL(path, child.ready.url).href;
  const run = autocannon({ url, connections: options.connections, duration: seconds, headers: lockHeaders(world) });
  const ms: number[] = [];
  run.on('response', (_client, _status, _bytes, time) => ms.push(time));
  const { non2xx, errors, timeouts } = await run;
  const after = { meters: readMeters(options.folder), child: await child.ask<Usage>({}) };
  const { othersCores } = othersSince(before.meters, after.meters, after.child.cpuUs - before.child.cpuUs);
  return { ms, others: othersCores ?? 0, bad: non2xx + errors + timeouts };
}

/** The total that a query answers. @throws if it is refused. */
export async function totalOf({ child, world }: Target, path: string): Promise<number> {
  const response = await fetch(new URL(path, child.ready.url), { headers: lockHeaders(world) });
  if (response.status !== 200) throw new Error(`${path} answers ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { data: { total: number } }).data.total;
}

/** The value below which this part of the values is. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
