import { cpus } from 'node:os';
import { postgresCpuUs } from './postgres-cpu';

/** CPU time in µs so far: of the whole machine, of PostgreSQL, and of the bench itself, which makes the load. */
type Meters = { at: number; machineUs: number; postgresUs: number | null; benchUs: number };

/** @param folder of the database, where it is not that of `npm run bench`. */
export function readMeters(folder?: string): Meters {
  const machineMs = cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
  const { user, system } = process.cpuUsage();
  return { at: performance.now(), machineUs: machineMs * 1000, postgresUs: postgresCpuUs(folder), benchUs: user + system };
}

/** What PostgreSQL used between two readings, and how many cores were taken by programs that are none of ours. */
export function othersSince(before: Meters, after: Meters, serverUs: number) {
  if (before.postgresUs === null || after.postgresUs === null) return { postgresUs: null, othersCores: null };
  const postgresUs = after.postgresUs - before.postgresUs;
  const ours = postgresUs + serverUs + after.benchUs - before.benchUs;
  const others = after.machineUs - before.machineUs - ours;
  return { postgresUs, othersCores: Math.max(0, others) / ((after.at - before.at) * 1000) };
}
