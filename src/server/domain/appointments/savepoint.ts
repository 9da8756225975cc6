import { sqlState } from '@/server/db/database-errors';
import type { Transaction } from '@/server/db/prisma-client';

/** SQLSTATE exclusion_violation: two appointments of one doctor at once. */
const OVERLAP = '23P01';

/**
 * Runs `work`; if it breaks the constraint against double booking, undoes it and returns null, and the transaction goes on.
 * Other errors pass. Not to be nested, and nothing else may use the transaction meanwhile.
 */
export async function unlessOverlapping<T>(tx: Transaction, work: () => Promise<T>): Promise<T | null> {
  await tx.$executeRaw`SAVEPOINT unless_overlapping`;
  try {
    const result = await work();
    await tx.$executeRaw`RELEASE SAVEPOINT unless_overlapping`;
    return result;
  } catch (error) {
    if (!isOverlap(error)) throw error;
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT unless_overlapping`;
    return null;
  }
}

/** Prisma's own code (P2039) has the form of a SQLSTATE; the real one is only in `meta`. */
function isOverlap(error: unknown): boolean {
  const meta = error instanceof Error && 'meta' in error ? error.meta : undefined;
  return sqlState(meta === undefined ? error : { meta }) === OVERLAP;
}
