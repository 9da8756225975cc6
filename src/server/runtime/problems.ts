import type { ChangeListener } from '@/server/db/change-listener';
import type { TenantDatabase } from '@/server/db/tenant-database';

/** Why this process cannot serve now, for /readyz and the log; empty when it can. */
export async function findProblems(db: TenantDatabase, listener: ChangeListener): Promise<string[]> {
  try {
    const faults = await db.safetyFaults();
    return listener.connected() ? faults : [...faults, 'the change listener is not connected'];
  } catch {
    return ['the database does not answer'];
  }
}
