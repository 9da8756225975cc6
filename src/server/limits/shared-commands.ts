import type { Redis } from 'ioredis';

/**
 * What rate-limiter-flexible cannot do in one step (docs/decisions/0018). Redis runs a script alone, so each of these is exact
 * for any number of instances. PTTL is 0 at the very millisecond at which a window ends: from then on it is a new one, as in
 * memory.
 */
const SCRIPTS = {
  /** Three windows, counted all or none. Limits, then milliseconds. @returns [used, ms left] of each, this request included. */
  trilockWindows: {
    numberOfKeys: 3,
    lua: `
      local counts, full = {}, false
      for i = 1, 3 do
        local left = redis.call('PTTL', KEYS[i])
        local used = 0
        if left > 0 then used = tonumber(redis.call('GET', KEYS[i])) else left = tonumber(ARGV[i + 3]) end
        counts[2 * i - 1], counts[2 * i] = used + 1, left
        if used >= tonumber(ARGV[i]) then full = true end
      end
      if not full then
        for i = 1, 3 do
          if counts[2 * i - 1] > 1 then redis.call('INCR', KEYS[i])
          else redis.call('SET', KEYS[i], 1, 'PX', ARGV[i + 3]) end
        end
      end
      return counts`,
  },
  /**
   * Begins something if what is counted in the first key and what is under way in the second are below the limit together.
   * Limit, name, milliseconds after which what has begun is forgotten (its instance may have died).
   * @returns [begun, counted, ms left of the count, negative without one].
   */
  trilockBegin: {
    numberOfKeys: 2,
    lua: `
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)
      local counted, left = tonumber(redis.call('GET', KEYS[1]) or '0'), redis.call('PTTL', KEYS[1])
      redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
      if counted + redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[1]) then return {0, counted, left} end
      redis.call('ZADD', KEYS[2], now + ARGV[3], ARGV[2])
      redis.call('PEXPIRE', KEYS[2], ARGV[3])
      return {1, counted, left}`,
  },
  /** Says for that many milliseconds that this name is there. @returns how many are. */
  trilockPresent: {
    numberOfKeys: 1,
    lua: `
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)
      redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
      redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
      redis.call('PEXPIRE', KEYS[1], ARGV[2])
      return redis.call('ZCARD', KEYS[1])`,
  },
} as const;

/** The client of the shared store with our commands. */
export type SharedClient = Redis & {
  trilockWindows(...keysLimitsAndTimes: (string | number)[]): Promise<number[]>;
  trilockBegin(counter: string, underWay: string, limit: number, name: string, ms: number): Promise<[0 | 1, number, number]>;
  trilockPresent(instances: string, name: string, ms: number): Promise<number>;
};

/** Teaches a client our commands. */
export function withCommands(client: Redis): SharedClient {
  for (const [name, script] of Object.entries(SCRIPTS)) client.defineCommand(name, script);
  return client as SharedClient;
}
