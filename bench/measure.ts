import autocannon from 'autocannon';
import type { Child, Usage } from './child';
import { options } from './options';
import { postgresCpuUs } from './postgres-cpu';
import type { World } from './world';

/** One round of one server. Times in ms, CPU in µs a request, memory in MB. */
export type Round = {
  perSecond: number;
  p50: number;
  p99: number;
  peakRssMb: number;
  cpuUs: number;
  postgresUs: number | null;
  /** Answers other than 2xx, and requests without one. */
  bad: number;
};

/** Loads one server for so many seconds over keep-alive connections. Every server gets the same request, locks included. */
export async function loadServer(child: Child & { ready: { url: string } }, world: World, seconds: number): Promise<Round> {
  const before = await child.ask<Usage>({});
  const postgresBefore = postgresCpuUs();
  const result = await autocannon({
    url: child.ready.url,
    connections: options.connections,
    duration: seconds,
    headers: lockHeaders(world),
  });
  const postgresAfter = postgresCpuUs();
  const after = await child.ask<Usage>({});
  const { total } = result.requests;
  return {
    perSecond: total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    peakRssMb: after.peakRssMb,
    cpuUs: (after.cpuUs - before.cpuUs) / total,
    postgresUs: postgresBefore === null || postgresAfter === null ? null : (postgresAfter - postgresBefore) / total,
    bad: result.non2xx + result.errors + result.timeouts,
  };
}

/** Lets a process verify keys by itself for so many seconds. */
export async function runVerifier(child: Child, seconds: number): Promise<Round> {
  const before = await child.ask<Usage>({});
  const postgresBefore = postgresCpuUs();
  const { done, ...after } = await child.ask<Usage & { done: number }>({ run: seconds });
  const postgresAfter = postgresCpuUs();
  return {
    perSecond: done / seconds,
    p50: 0,
    p99: 0,
    peakRssMb: after.peakRssMb,
    cpuUs: (after.cpuUs - before.cpuUs) / done,
    postgresUs: postgresBefore === null || postgresAfter === null ? null : (postgresAfter - postgresBefore) / done,
    bad: 0,
  };
}

/** The three locks as a CRM sends them. */
export function lockHeaders({ keys: [first] }: World): Record<string, string> {
  if (!first) throw new Error('there is no key');
  return { 'x-api-key': first.key, 'x-api-secret': first.secret, authorization: `Bearer ${first.token}` };
}
