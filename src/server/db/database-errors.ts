/** Reads PostgreSQL's SQLSTATE from an error of node-postgres or of Prisma over its adapter; null for anything else. */
export function sqlState(error: unknown): string | null {
  if (error === null || typeof error !== 'object') return null;
  const direct = (error as { code?: unknown }).code;
  // Prisma's own codes (P2002, P2010 …) have the same form; no class of SQLSTATE is P2.
  if (typeof direct === 'string' && /^(?!P\d{4}$)[0-9A-Z]{5}$/.test(direct)) return direct;
  const cause = (error as { meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } } }).meta?.driverAdapterError
    ?.cause;
  if (typeof cause?.originalCode === 'string') return cause.originalCode;
  const inner = (error as { cause?: unknown }).cause;
  return inner === undefined || inner === error ? null : sqlState(inner);
}

const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'ENOENT']);
const LOST =
  /connection terminated|connection error|not queryable|client was closed|timeout exceeded when trying to connect|read timeout/i;

/** Is the database away, full, starting or stopping, rather than the query wrong? Then the caller may try again. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const state = sqlState(error);
  // 08 connection, 28 login (its password is being changed), 53 resources, 57P shutdown, 25006 read-only
  if (state && (/^(08|28|53|57P)/.test(state) || state === '25006')) return true;
  const code = (error as { code?: unknown }).code;
  if (
    typeof code === 'string' &&
    (NETWORK.has(code) || code === 'P1001' || code === 'P1017' || code === 'P2024' || code === 'P2028')
  ) {
    return true;
  }
  return LOST.test(error.message);
}

/** Was a time limit of the database reached (statement, lock), or was this one of those that waited for each other for ever? */
export function isStatementTimeout(error: unknown): boolean {
  const state = sqlState(error);
  return state === '57014' || state === '55P03' || state === '40P01';
}

/** Was a lock not had in time? */
export function isLockTimeout(error: unknown): boolean {
  return sqlState(error) === '55P03';
}
