import autocannon from 'autocannon';
import type { Child, Usage } from './child';
import { othersSince, readMeters } from './meters';
import { options } from './options';
import type { World } from './world';

/** One round of one server. Times in ms, CPU in µs a request, memory in MB. */
export type Round = {
  perSecond: number;
  p50: number;
  p99: number;
  peakRssMb: number;
  cpuUs: number;
  postgresUs: number | null;
  /** Cores that other programs of the machine used meanwhile. */
  othersCores: number | null;
  /** Answers other than 2xx, and requests without one. */
  bad: number;
};

/** Loads one server for so many seconds over keep-alive connections. Every server gets the same request, locks included. */
export function loadServer(child: Child & { ready: { url: string } }, world: World, seconds: number): Promise<Round> {
  return metered(child, async () => {
    const result = await autocannon({
      url: child.ready.url,
      connections: options.connections,
      duration: seconds,
      headers: lockHeaders(world),
    });
    const { p50, p99 } = result.latency;
    const bad = result.non2xx + result.errors + result.timeouts;
    return { done: result.requests.total, seconds: result.duration, p50, p99, bad };
  });
}

/** Lets a process verify keys by itself for so many seconds. */
export function runVerifier(child: Child, seconds: number): Promise<Round> {
  return metered(child, async () => {
    const { done } = await child.ask<{ done: number }>({ run: seconds });
    return { done, seconds, p50: 0, p99: 0, bad: 0 };
  });
}

type Work = { done: number; seconds: number; p50: number; p99: number; bad: number };

async function metered(child: Child, work: () => Promise<Work>): Promise<Round> {
  const before = { child: await child.ask<Usage>({}), machine: readMeters() };
  const { done, seconds, ...shown } = await work();
  const after = { machine: readMeters(), child: await child.ask<Usage>({}) };
  const cpuUs = after.child.cpuUs - before.child.cpuUs;
  const { postgresUs, othersCores } = othersSince(before.machine, after.machine, cpuUs);
  return {
    ...shown,
    perSecond: done / seconds,
    peakRssMb: after.child.peakRssMb,
    cpuUs: cpuUs / done,
    postgresUs: postgresUs === null ? null : postgresUs / done,
    othersCores,
  };
}

/** The three locks as a CRM sends them. */
export function lockHeaders({ keys: [first] }: World): Record<string, string> {
  if (!first) throw new Error('there is no key');
  return { 'x-api-key': first.key, 'x-api-secret': first.secret, authorization: `Bearer ${first.token}` };
}
