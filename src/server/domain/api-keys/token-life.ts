/** What decides how long a hospital token lives. */
export type TokenTerms = {
  now: Date;
  /** The hospital's setting, seconds (1 h to 7 days). */
  ttlSeconds: number;
  /** Null: the key does not expire. */
  keyExpiresAt: Date | null;
  /** The end of the chain of renewals. */
  renewableUntil: Date;
};

/** The end of a new token: its life, but never past its chain or its key. */
export function tokenExpiry({ now, ttlSeconds, keyExpiresAt, renewableUntil }: TokenTerms): Date {
  const ends = [now.getTime() + ttlSeconds * 1000, renewableUntil.getTime()];
  if (keyExpiresAt) ends.push(keyExpiresAt.getTime());
  return new Date(Math.min(...ends));
}

/**
 * The end of a chain of renewals that an admin begins now.
 * @param chainDays the hospital's setting (90 by default; contract section 6, POST /token).
 */
export function chainEnd(now: Date, chainDays: number, keyExpiresAt: Date | null): Date {
  const end = now.getTime() + chainDays * 86_400_000;
  return new Date(keyExpiresAt ? Math.min(end, keyExpiresAt.getTime()) : end);
}
