/** What leaves: everything of an HTTP answer but what the server adds itself. `body` null: none (204, 304). */
export type Answer = {
  status: number;
  headers: Record<string, string>;
  body: string | null;
  /** Sent instead of `body`, piece by piece, as quickly as the reader takes it. */
  stream?: AsyncIterable<string>;
};
