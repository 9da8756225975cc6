import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(4_096);
let used = pool.length;

/**
 * Random bytes out of a pool that is filled by one call of the system for many, at a fraction of the cost. For ids only. A secret is
 * never made of it: the pool holds the bytes of the next ids, and of those given out, for anybody who could read the memory.
 */
export function pooledRandomBytes(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += count;
  // A copy: the pool's own bytes are written over later.
  return Buffer.from(pool.subarray(used - count, used));
}
