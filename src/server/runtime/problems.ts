import type { ChangeListener } from '@/server/db/change-listener';
import type { TenantDatabase } from '@/server/db/tenant-database';

/** Deadlines of keys, tokens and windows are compared with this machine's clock; several instances must agree on them. */
const CLOCK_TOLERANCE_MS = 1_000;

const KEPT_MS = 1_000;

/** `find`, asked at most once a second however often it is called: probes need no credentials. */
export function onceASecond(find: () => Promise<string[]>): () => Promise<string[]> {
  let last: { at: number; found: Promise<string[]> } | null = null;
  return () => {
    if (!last || performance.now() - last.at > KEPT_MS) last = { at: performance.now(), found: find() };
    return last.found;
  };
}

/** Why this process cannot serve now, for /readyz and the log; empty when it can. */
export async function findProblems(db: TenantDatabase, listener: ChangeListener): Promise<string[]> {
  try {
    const [faults, skew] = await Promise.all([db.safetyFaults(), db.clockSkew()]);
    return [
      ...faults,
      ...(Math.abs(skew) > CLOCK_TOLERANCE_MS
        ? [`this machine's clock differs from the database's by ${Math.round(skew)} ms`]
        : []),
      ...(listener.connected() ? [] : ['the change listener is not connected']),
    ];
  } catch {
    return ['the database does not answer'];
  }
}
