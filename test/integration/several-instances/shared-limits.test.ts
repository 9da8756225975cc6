import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { StartupError } from '@/server/kernel/startup-error';
import { createLimits, type Limits } from '@/server/limits/create-limits';
import { SharedStore } from '@/server/limits/shared-store';
import { SOCKETS_A_KEY, SOCKETS_AN_ADDRESS } from '@/server/socket/caps';
import { SharedCaps } from '@/server/socket/shared-caps';
import { startRedis, type TestRedis } from '../../support/redis';

/** Two instances' limits in one process, on one Redis: what is exact here is exact between processes, since Redis decides. */
let redis: TestRedis;
let stores: SharedStore[];
let log: string[];

/** Longer than this machine, busy with other tests, could let Redis wait; what is exact must not depend on it. */
const PATIENT_MS = 2_000;

const open = async () => {
  const note = ({ instances }: { instances: number }, message: string) => void log.push(`${message} ${instances}`);
  const store = await SharedStore.connect(redis.url, PATIENT_MS, { warn: note, info: note });
  stores.push(store);
  return store;
};

async function openPair(failuresPerMinute = 1000) {
  const pair = [await open(), await open()] as const;
  const limits = pair.map((store) => createLimits(failuresPerMinute, store)) as [Limits, Limits];
  return { stores: pair, limits };
}

/** Until both know of each other: the first one hears of the second with its next beat. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(10);
}

const per15 = (limit: number) => ({ per15Minutes: limit, perHour: null, perDay: null });
const alternately = <T>(count: number, act: (turn: 0 | 1) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => act((index % 2) as 0 | 1)));

beforeAll(async () => {
  redis = await startRedis();
  stores = [];
  log = [];
}, 180_000);
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
  log = [];
});
afterAll(() => redis.stop());

describe('requests', () => {
  it('of all instances at once: exactly the limit passes, and each remaining is told once', async () => {
    const { limits } = await openPair();
    const states = await alternately(300, (turn) => limits[turn].requests.consume('key:a', per15(100)));
    const passed = states.filter((state) => !state.refused);
    expect(passed.map((state) => state.nearest.remaining).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, i) => i),
    );
    expect(states.filter((state) => state.refused)).toHaveLength(200);
  });

  it('show and refuse as in memory', async () => {
    const { limits } = await openPair();
    const alone = createLimits(1000);
    const shown = async ({ requests }: Limits) => {
      const rule = { per15Minutes: 3, perHour: 5, perDay: null };
      const states = [];
      for (let i = 0; i < 5; i++) states.push(await requests.consume('key:same', rule));
      return states.map(({ refused, windows, nearest, retryAfterSeconds }) => ({
        refused,
        retryAfterSeconds,
        window: nearest.windowSeconds,
        remaining: windows.map((window) => [window.limit, window.remaining]),
        minutes: windows.map((window) => Math.round((window.resetAt - Date.now()) / 60_000)),
      }));
    };
    expect(await shown(limits[0])).toEqual(await shown(alone));
  });

  it('that are refused are in no window', async () => {
    const { limits, stores } = await openPair();
    const rule = { per15Minutes: 1, perHour: 10, perDay: 10 };
    await alternately(20, (turn) => limits[turn].requests.consume('key:b', rule));
    expect(await stores[0].client.mget([900, 3600, 86_400].map((window) => `trilock:requests:${window}:key:b`))).toEqual([
      '1',
      '1',
      '1',
    ]);
  });

  it('begin a new window when the old one has ended', async () => {
    const { limits, stores } = await openPair();
    await limits[0].requests.consume('key:c', per15(1));
    expect((await limits[1].requests.consume('key:c', per15(1))).refused).toBe(true);
    await stores[0].client.pexpire('trilock:requests:900:key:c', 1);
    while ((await stores[0].client.pttl('trilock:requests:900:key:c')) > 0) await delay(1);
    const state = await limits[1].requests.consume('key:c', per15(1));
    expect(state.refused).toBe(false);
    expect(Math.round((state.nearest.resetAt - Date.now()) / 1000)).toBe(900);
  });
});

describe('failures', () => {
  it('of an address: exactly the limit is within it', async () => {
    const { limits } = await openPair(60);
    const states = await alternately(200, async (turn) => limits[turn].addresses.record('203.0.113.9'));
    expect(states.filter((state) => !state.exceeded)).toHaveLength(60);
    expect(await limits[0].addresses.state('203.0.113.9')).toMatchObject({ limit: 60, remaining: 0, exceeded: true });
    expect(await limits[1].addresses.state('203.0.113.10')).toMatchObject({ remaining: 60, exceeded: false });
  });

  it('of a password, guessed at both: exactly ten are read, the rest refused unread', async () => {
    const { limits } = await openPair();
    let read = 0;
    const guess = (turn: 0 | 1, index: number) =>
      limits[turn].logins.guard({ email: 'a@example.com', address: `10.0.0.${index}` }, async () => {
        read++;
        await delay(index % 5);
        return { failed: true, value: 'no' };
      });
    const guesses = Array.from({ length: 40 }, (_, index) => guess((index % 2) as 0 | 1, index));
    const settled = await Promise.allSettled(guesses);
    expect(read).toBe(10);
    expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(30);
  });

  it('do not refuse right passwords that come at once', async () => {
    const { limits } = await openPair(5);
    const right = await alternately(30, (turn) =>
      limits[turn].logins.guard({ email: 'b@example.com', address: '10.1.0.1' }, async () => ({ failed: false, value: 'yes' })),
    );
    expect(right).toEqual(Array.from({ length: 30 }, () => 'yes'));
  });
});

describe('sockets', () => {
  it('of a key: exactly the cap is open, and one more for each that is closed', async () => {
    const { stores } = await openPair();
    const caps = stores.map((store) => new SharedCaps(store)) as [SharedCaps, SharedCaps];
    const enter = (turn: 0 | 1) => caps[turn].enter('a', '203.0.113.9');
    const open = (await alternately(60, enter)).filter((leave) => leave !== null);
    expect(open).toHaveLength(SOCKETS_A_KEY);
    open[0]?.();
    open[0]?.();
    expect((await alternately(4, enter)).filter((leave) => leave !== null)).toHaveLength(1);
  });

  it('of an address: exactly the cap is open, over all keys, and what it refuses is not counted for the key', async () => {
    const { stores } = await openPair();
    const caps = stores.map((store) => new SharedCaps(store)) as [SharedCaps, SharedCaps];
    const open = await Promise.all(
      Array.from({ length: 200 }, (_, index) => caps[(index % 2) as 0 | 1].enter(`key ${index % 50}`, '2001:db8::1')),
    );
    expect(open.filter((leave) => leave !== null)).toHaveLength(SOCKETS_AN_ADDRESS);
    const elsewhere = await alternately(SOCKETS_A_KEY, (turn) => caps[turn].enter('key 49', '2001:db8:9::1'));
    const ofKey = open.filter((leave, index) => leave !== null && index % 50 === 49).length;
    expect(elsewhere.filter((leave) => leave !== null)).toHaveLength(SOCKETS_A_KEY - ofKey);
  });
});

it('an instance that ends is not counted any more', async () => {
  const { stores } = await openPair();
  await until(() => stores.every((store) => store.instances === 2));
  await stores[1].close();
  await until(() => stores[0].instances === 1);
});

describe('a Redis that is gone', () => {
  it('leaves each instance its share, is told once, and is used again when it is back', async () => {
    const { limits, stores } = await openPair(60);
    await until(() => stores.every((store) => store.instances === 2));
    await redis.kill();
    const alone = await alternately(300, (turn) => limits[turn].requests.consume('key:d', per15(100)));
    expect(alone.filter((state) => !state.refused)).toHaveLength(100);
    expect(alone[0]?.nearest.limit).toBe(50);
    const failures = await alternately(200, async (turn) => limits[turn].addresses.record('203.0.113.20'));
    expect(failures.filter((state) => !state.exceeded)).toHaveLength(60);
    expect(log.filter((line) => line.startsWith('Redis'))).toEqual([
      'Redis does not answer: this instance counts alone, with its share of each limit 2',
      'Redis does not answer: this instance counts alone, with its share of each limit 2',
    ]);
    await redis.restart();
    await until(() => log.filter((line) => line.startsWith('Redis answers again')).length === 2);
    expect(stores.map((store) => store.instances)).toEqual([2, 2]);
    const shared = await alternately(300, (turn) => limits[turn].requests.consume('key:e', per15(100)));
    expect(shared.filter((state) => !state.refused)).toHaveLength(100);
    expect(shared[0]?.nearest.limit).toBe(100);
  });

  it('that takes commands and answers nothing is not waited for', async () => {
    const { limits, stores } = await openPair();
    await until(() => stores.every((store) => store.instances === 2));
    await redis.freeze();
    const states = await alternately(20, (turn) => limits[turn].requests.consume('key:f', per15(100)));
    expect(states.every((state) => state.nearest.limit === 50)).toBe(true);
    redis.wake();
    await until(() => log.filter((line) => line.startsWith('Redis answers again')).length === 2);
    expect((await limits[0].requests.consume('key:g', per15(100))).nearest.limit).toBe(100);
  });
});

describe('a start', () => {
  const refused = async (url: string) => {
    const error = await SharedStore.connect(url, PATIENT_MS, { warn: () => {}, info: () => {} }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof StartupError)) throw new Error(`it should have been refused: ${String(error)}`);
    return `${error.message} ${error.hint}`;
  };

  it('without its Redis is refused, in one sentence without the password', async () => {
    const sentence = await refused('redis://someone:hunter2@127.0.0.1:1/0');
    expect(sentence).toContain('The Redis of REDIS_URL at 127.0.0.1:1 cannot be used (ECONNREFUSED).');
    expect(sentence).not.toMatch(/hunter2|someone/);
  });

  it('whose Redis takes connections and answers nothing is refused', async () => {
    await redis.freeze();
    expect(await refused(redis.url)).toContain('cannot be used');
    redis.wake();
  });

  it('with a password: the right one opens, a wrong one or none is told', async () => {
    const locked = await startRedis(['--requirepass', 'p@ss word']);
    const url = new URL(locked.url);
    url.password = 'p@ss word';
    const store = await SharedStore.connect(url.href, PATIENT_MS, { warn: () => {}, info: () => {} });
    expect(store.instances).toBe(1);
    await store.close();
    url.password = 'not-the-password';
    expect(await refused(url.href)).toMatch(/\(WRONGPASS\)/);
    expect(await refused(locked.url)).toMatch(/\(NOAUTH\)/);
    await locked.stop();
  });
});
