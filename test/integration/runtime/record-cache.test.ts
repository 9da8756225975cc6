import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ChangeListener } from '@/server/db/change-listener';
import { RecordCache } from '@/server/doors/record-cache';
import { newId } from '@/server/kernel/new-id';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { proxyTo, type SilentProxy, terminate } from './proxy';

type Kept = { id: string; version: number };

const DEADLINE = { timeout: 10_000, interval: 1 };

let database: TestDatabase;
let owner: pg.Client;
let proxy: SilentProxy;
let listener: ChangeListener;
let cache: RecordCache<Kept>;
let loads: number;

beforeEach(async () => {
  database = await createTestDatabase();
  owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  proxy = await proxyTo(database.authUrl);
  listener = new ChangeListener(proxy.url);
  cache = new RecordCache<Kept>(listener, 3);
  loads = 0;
  await listener.start();
});
afterEach(async () => {
  await Promise.race([listener.close(), proxy.close()]);
  await proxy.close();
  await owner.end();
  // The backends of cut connections take a moment to notice.
  await vi.waitFor(() => database.drop(), { timeout: 10_000, interval: 50 });
});

const tags = (record: Kept) => [`key:${record.id}`, 'hospital:h'];

function get(id: string): Promise<Kept | null> {
  const load = async () => {
    loads++;
    return { id, version: loads };
  };
  return cache.get(id, load, tags);
}

/** Keeps the record; a busy machine may be not fresh for a moment, and then nothing is kept. */
async function keep(id: string): Promise<void> {
  await vi.waitFor(async () => {
    await get(id);
    expect(cache.peek(id)).toBeDefined();
  }, DEADLINE);
}

/**
 * Uses the record until it may not be used any more; how long after `since` it last was. The moment before each use counts, so that
 * a machine that stands still between two is not taken for a record that lived on.
 */
async function lastUse(id: string, since: number): Promise<number> {
  for (let last = 0; ; await new Promise((resolve) => setImmediate(resolve))) {
    const now = performance.now();
    if (cache.peek(id) === undefined) return last;
    last = now - since;
  }
}

const change = (payload: string) => owner.query('SELECT pg_notify($1, $2)', ['trilock_invalidate', payload]);

test('a record is kept, and asked for once', async () => {
  await keep('a');
  const before = loads;
  await vi.waitFor(() => expect(cache.peek('a')).toBeDefined(), DEADLINE);
  expect(loads).toBe(before);
});

test.each(['key:a', 'hospital:h', 'all:'])('%s through another connection ends it within 100 ms', async (payload) => {
  await keep('a');
  await change(payload);
  const committed = performance.now();
  expect(await lastUse('a', committed)).toBeLessThan(100);
  await vi.waitFor(() => expect(listener.fresh()).toBe(true), DEADLINE);
  expect(cache.peek('a')).toBeUndefined();
});

test("the database itself tells of a change to a key's row, in its transaction", async () => {
  const [hospitalId, id] = [newId(), newId()];
  await owner.query(`INSERT INTO hospitals (id, name, timezone, country, currency) VALUES ($1, 'H', 'UTC', 'US', 'USD')`, [
    hospitalId,
  ]);
  await owner.query(
    `INSERT INTO api_keys (hospital_id, id, kind, key, permissions, rate_tier) VALUES ($1, $2, 'partner', $3, '{admin}', 'basic')`,
    [hospitalId, id, `nyra_${id}`],
  );
  await keep(id);
  await owner.query('BEGIN');
  await owner.query('UPDATE api_keys SET is_active = false WHERE id = $1', [id]);
  await vi.waitFor(() => expect(cache.peek(id)).toBeDefined(), DEADLINE);
  await owner.query('COMMIT');
  expect(await lastUse(id, performance.now())).toBeLessThan(100);
});

test('another key stays', async () => {
  await keep('a');
  await keep('b');
  const { generation } = listener;
  await change('key:a');
  await vi.waitFor(() => expect(listener.generation).toBe(generation + 1), DEADLINE);
  await vi.waitFor(() => expect(cache.peek('b')).toBeDefined(), DEADLINE);
  expect(cache.peek('a')).toBeUndefined();
});

test('a record that was read before a change and arrives after it is not kept', async () => {
  let arrive: (record: Kept) => void = () => {};
  const { generation } = listener;
  const filling = cache.get('a', () => new Promise((resolve) => (arrive = resolve)), tags);
  await change('key:somebody-else');
  await vi.waitFor(() => expect(listener.generation).toBeGreaterThan(generation), DEADLINE);
  arrive({ id: 'a', version: 1 });
  expect(await filling).toEqual({ id: 'a', version: 1 });
  await vi.waitFor(() => expect(listener.fresh()).toBe(true), DEADLINE);
  expect(cache.peek('a')).toBeUndefined();
});

test('absent records are not kept', async () => {
  const load = vi.fn(async () => null);
  await cache.get('nobody', load, tags);
  await cache.get('nobody', load, tags);
  expect(load).toHaveBeenCalledTimes(2);
});

test('the oldest makes room', async () => {
  for (const id of ['a', 'b', 'c', 'd']) await keep(id);
  await vi.waitFor(() => expect(listener.fresh()).toBe(true), DEADLINE);
  expect(['a', 'b', 'c', 'd'].map((id) => cache.peek(id) !== undefined)).toEqual([false, true, true, true]);
});

test('after its connection was ended nothing that was kept is used, and it listens again by itself', async () => {
  await keep('a');
  const { generation } = listener;
  await terminate(database.authUrl, 'trilock-listener');
  // As soon as the loss is known; before that a beat that began under 75 ms ago still vouches for it.
  await vi.waitFor(() => expect(listener.generation).toBeGreaterThan(generation), DEADLINE);
  expect(cache.peek('a')).toBeUndefined();
  await vi.waitFor(() => expect(listener.fresh()).toBe(true), DEADLINE);
  // What happened meanwhile is unknown.
  expect(cache.peek('a')).toBeUndefined();
  await keep('a');
  await change('key:a');
  expect(await lastUse('a', performance.now())).toBeLessThan(100);
});

test('while its connection is silent nothing is used and nothing kept; then it makes a new one', async () => {
  await keep('a');
  proxy.goSilent();
  const since = performance.now();
  expect(await lastUse('a', since)).toBeLessThan(100);
  await change('key:a');
  const before = loads;
  await get('a');
  await get('a');
  expect(loads).toBe(before + 2);
  expect(listener.connected()).toBe(true);
  await vi.waitFor(() => expect(listener.connected()).toBe(false), DEADLINE);
  proxy.speak();
  await vi.waitFor(() => expect(listener.fresh()).toBe(true), DEADLINE);
  expect(cache.peek('a')).toBeUndefined();
  expect(proxy.connections()).toBe(1);
  await keep('a');
});
