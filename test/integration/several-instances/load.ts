import { Agent, request } from 'node:http';
import type { Created, Pair } from './pair';

/** A request under load: when it started, by this process's monotonic clock, and what was answered. */
export type Shot = { key: string; turn: 0 | 1; startedAt: number; status: number };

/** Kept alive, so that what is measured is the server and not the making of connections. */
const agent = new Agent({ keepAlive: true, maxSockets: 64, scheduling: 'fifo' });

/** One request with a key to one of the two. */
export function shoot(pair: Pair, turn: 0 | 1, key: Created): Promise<Shot> {
  const path = 'x-api-secret' in key.headers ? '/api/external/me' : '/v1/auth/verify';
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const outgoing = request(pair.servers[turn].url + path, { headers: key.headers, agent }, (response) => {
      response.resume();
      response.on('end', () => resolve({ key: key.id, turn, startedAt, status: response.statusCode ?? 0 }));
      response.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

/**
 * Keeps `lanes` requests under way, on both in turn, until `stop`.
 * @param choose the key of the next request.
 */
export function startLoad(pair: Pair, lanes: number, choose: () => Created): { stop: () => Promise<Shot[]> } {
  const shots: Shot[] = [];
  let running = true;
  const lane = async (turn: 0 | 1) => {
    while (running) shots.push(await shoot(pair, turn, choose()));
  };
  const all = Promise.all(Array.from({ length: lanes }, (_, index) => lane((index % 2) as 0 | 1)));
  // Told by `stop`; a test that fails before it has its own news.
  all.catch(() => {});
  return {
    stop: async () => {
      running = false;
      await all;
      return shots;
    },
  };
}

export function closeLoad(): void {
  agent.destroy();
}
