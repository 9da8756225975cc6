/** A stored secret as rotation sees it; `expiresAt` null: the current one. */
export type StoredSecret = { id: string; expiresAt: Date | null };

/** What becomes of the secrets that were there before a rotation. */
export type OverlapPlan = { keep: { id: string; until: Date } | null; end: string[] };

/**
 * At most one old secret overlaps: the one that was current until now. Older ones end, whatever their overlap was; with an
 * overlap of 0 all end (contract section 5).
 */
export function planOverlap(secrets: readonly StoredSecret[], overlapSeconds: number, now: Date): OverlapPlan {
  const current = overlapSeconds > 0 ? secrets.find((secret) => secret.expiresAt === null) : undefined;
  return {
    keep: current ? { id: current.id, until: new Date(now.getTime() + overlapSeconds * 1000) } : null,
    end: secrets.filter((secret) => secret.id !== current?.id).map((secret) => secret.id),
  };
}
