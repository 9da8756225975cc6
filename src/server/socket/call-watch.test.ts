import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { CallWatch } from './call-watch';

const HOSPITAL = 'h1';
/** What the outbox holds: the call of each position. */
let outbox: string[];
let failing: boolean;
let looks: number;

const db = {
  search: async (_tenant: unknown, { values }: { values: unknown[] }) => {
    if (values.length === 0) {
      looks++;
      if (failing) throw new Error('the database is away');
      return [{ reached: outbox.length, more: false }];
    }
    const [, after, upTo] = values as [string, number, number];
    return [...new Set(outbox.slice(after, upTo))].map((callId) => ({ callId, course: true }));
  },
} as unknown as TenantDatabase;

beforeEach(() => {
  vi.useFakeTimers();
  [outbox, failing, looks] = [['before'], false, 0];
});
afterEach(() => void vi.useRealTimers());

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const watchWith = (onFailure = () => {}) => new CallWatch({ db, onFailure });

function happen(watch: CallWatch, ...calls: string[]) {
  outbox.push(...calls);
  for (const _ of calls) watch.wake(HOSPITAL);
}

it('begins with null, and tells from then on', async () => {
  const [watch, listener] = [watchWith(), vi.fn()];
  watch.subscribe(HOSPITAL, listener);
  await settle();
  expect(listener.mock.calls).toEqual([[null]]);
  await settle(250);
  happen(watch, 'a');
  await settle();
  expect(listener).toHaveBeenLastCalledWith([{ callId: 'a', course: true }]);
});

it('looks at most every 250 ms, and leaves nothing out', async () => {
  const [watch, listener] = [watchWith(), vi.fn()];
  watch.subscribe(HOSPITAL, listener);
  for (let at = 0; at < 1000; at += 10) {
    happen(watch, `c${at}`);
    await settle(10);
  }
  await settle(250);
  expect(looks).toBeLessThanOrEqual(6);
  const told = listener.mock.calls.flatMap(([changes]) => (changes ?? []).map(({ callId }: { callId: string }) => callId));
  expect(told.at(-1)).toBe('c990');
  expect(told).toEqual([...new Set(told)]);
  // The first word stood for those before it.
  expect(told).toEqual(outbox.slice(outbox.length - told.length));
});

it('after a failure looks again by itself, from where it stood', async () => {
  const onFailure = vi.fn();
  const [watch, listener] = [watchWith(onFailure), vi.fn()];
  watch.subscribe(HOSPITAL, listener);
  await settle(250);
  failing = true;
  happen(watch, 'a');
  await settle();
  expect(onFailure).toHaveBeenCalledTimes(1);
  failing = false;
  await settle(500);
  expect(listener).toHaveBeenLastCalledWith([{ callId: 'a', course: true }]);
});

it('asks nothing for nobody', async () => {
  const [watch, listener] = [watchWith(), vi.fn()];
  watch.wake(HOSPITAL);
  watch.wake(null);
  const leave = watch.subscribe(HOSPITAL, listener);
  watch.wake('another hospital');
  await settle();
  expect(looks).toBe(1);
  leave();
  happen(watch, 'a');
  await settle(1000);
  expect(looks).toBe(1);
  expect(listener).toHaveBeenCalledTimes(1);
});
