/** What every process of the bench is told, as JSON in BENCH_WORLD. */
export type World = {
  /** Bypasses row-level security, as the unprotected servers do. */
  ownerUrl: string;
  /** Logins of Trilock's roles. */
  urls: { app: string; auth: string; audit: string };
  secret: string;
  hospitalId: string;
  /** Partner keys, each with its three locks; the list is loaded with the first. */
  keys: { key: string; secret: string; token: string }[];
};

/** @throws outside of a child of `npm run bench`. */
export function readWorld(): World {
  return JSON.parse(process.env.BENCH_WORLD ?? '') as World;
}
