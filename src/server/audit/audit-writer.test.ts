import { describe, expect, it } from 'vitest';
import { AppError } from '@/server/kernel/app-error';
import type { AuditEntry } from './audit-entry';
import { AuditWriter } from './audit-writer';
import { entry } from './entry.fixture';

/** A sink whose commits end when the test says so. */
function heldSink() {
  const batches: string[][] = [];
  const ends: (() => void)[] = [];
  const insert = (entries: readonly AuditEntry[]) => {
    batches.push(entries.map(({ id }) => id));
    return new Promise<void>((resolve) => ends.push(resolve));
  };
  return { batches, insert, commit: () => ends.shift()?.() };
}

/** A sink that refuses what `refuses` says, whatever else is in the batch. */
function pickySink(refuses: (one: AuditEntry) => boolean) {
  const stored: AuditEntry[] = [];
  const calls: number[] = [];
  const insert = async (entries: readonly AuditEntry[]) => {
    calls.push(entries.length);
    if (entries.some(refuses)) throw new Error('refused');
    stored.push(...entries);
  };
  return { stored, calls, insert };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const nothing = () => {};

describe('group commit', () => {
  it('commits an idle row at once, and what comes meanwhile together with the next', async () => {
    const sink = heldSink();
    const writer = new AuditWriter(sink, nothing);
    const done: string[] = [];
    for (const id of ['a', 'b', 'c']) void writer.append(entry(id)).then(() => done.push(id));
    expect(sink.batches).toEqual([['a']]);
    await turn();
    expect(done).toEqual([]);
    sink.commit();
    await turn();
    expect(done).toEqual(['a']);
    expect(sink.batches).toEqual([['a'], ['b', 'c']]);
    sink.commit();
    await writer.drain();
    expect(done).toEqual(['a', 'b', 'c']);
  });

  it('keeps the order of arrival over batches of 500 at most', async () => {
    const sink = pickySink(() => false);
    const writer = new AuditWriter(sink, nothing);
    const ids = Array.from({ length: 1201 }, (_, index) => String(index));
    await Promise.all(ids.map((id) => writer.append(entry(id))));
    expect(sink.stored.map(({ id }) => id)).toEqual(ids);
    expect(sink.calls).toEqual([1, 500, 500, 200]);
  });

  it('commits a row that comes in the very step in which the one before it was answered', async () => {
    const sink = pickySink(() => false);
    const writer = new AuditWriter(sink, nothing);
    // One microtask after another, so that every gap between the last commit and the writer's rest is met.
    for (let gap = 0; gap < 12; gap++) {
      await writer.append(entry(`before ${gap}`));
      for (let step = 0; step < gap; step++) await null;
      await writer.append(entry(`after ${gap}`));
    }
    expect(sink.stored).toHaveLength(24);
  });

  it('tells of a row after it is durable, and of one that was committed elsewhere', async () => {
    const sink = heldSink();
    const told: string[] = [];
    const writer = new AuditWriter(sink, nothing, ({ id }) => told.push(id));
    const appended = writer.append(entry('a'));
    writer.announce(entry('b'));
    expect(told).toEqual(['b']);
    sink.commit();
    await appended;
    expect(told).toEqual(['b', 'a']);
  });
});

describe('holdUntil', () => {
  it('keeps a row out of every batch before its time, and lets others pass', async () => {
    const sink = pickySink(() => false);
    const writer = new AuditWriter(sink, nothing);
    const until = performance.now() + 40;
    let left = 0;
    const held = writer.append(entry('held'), until).then(() => {
      left = performance.now();
    });
    await writer.append(entry('prompt'));
    expect(sink.stored.map(({ id }) => id)).toEqual(['prompt']);
    await held;
    // Node's timers may be a millisecond early by this clock.
    expect(left).toBeGreaterThanOrEqual(until - 1);
  });

  it('is waited for by drain', async () => {
    const sink = pickySink(() => false);
    const writer = new AuditWriter(sink, nothing);
    void writer.append(entry('held'), performance.now() + 20);
    await writer.drain();
    expect(sink.stored).toHaveLength(1);
  });
});

describe('a row that the database refuses', () => {
  it('fails alone, is stored bare, and its neighbours as they are', async () => {
    const losses: unknown[] = [];
    const sink = pickySink(({ userAgent }) => userAgent === 'poison');
    const writer = new AuditWriter(sink, (error) => losses.push(error));
    const rows = [entry('a'), entry('b'), entry('bad', { userAgent: 'poison' }), entry('c')];
    await Promise.all(rows.map((row) => writer.append(row)));
    expect(sink.stored.map(({ id }) => id)).toEqual(['a', 'b', 'bad', 'c']);
    expect(sink.stored[1]).toEqual(rows[1]);
    expect(sink.stored[2]).toMatchObject({ userAgent: null, address: null, callerRequestId: null, changes: null, status: 401 });
    expect(sink.stored[2]).toMatchObject({ requestId: 'req_bad', cause: 'row_stripped', parameters: [] });
    expect(losses).toHaveLength(1);
  });

  it('even bare costs its caller a 503, and nobody else anything', async () => {
    const sink = pickySink(({ id }) => id === 'bad');
    const writer = new AuditWriter(sink, nothing);
    const results = await Promise.allSettled(['a', 'b', 'bad', 'c'].map((id) => writer.append(entry(id))));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect((results[2] as PromiseRejectedResult).reason).toMatchObject({ status: 503, auditCause: 'audit_write_failed' });
  });
});

describe('without a database', () => {
  it('every caller gets a 503 after a few attempts, and the writer works again when it is back', async () => {
    let down = true;
    const sink = pickySink(() => down);
    const writer = new AuditWriter(sink, nothing);
    const ids = Array.from({ length: 400 }, (_, index) => String(index));
    const results = await Promise.allSettled(ids.map((id) => writer.append(entry(id))));
    expect(results.every((result) => result.status === 'rejected' && result.reason instanceof AppError)).toBe(true);
    expect(sink.calls.length).toBeLessThan(12);
    down = false;
    await writer.append(entry('later'));
    expect(sink.stored.map(({ id }) => id)).toEqual(['later']);
  });

  it('no more than 20,000 wait; the next is refused at once', async () => {
    const sink = heldSink();
    const writer = new AuditWriter(sink, nothing);
    const settled: string[] = [];
    void writer.append(entry('running')).then(() => settled.push('running'));
    for (let index = 0; index < 19_999; index++) void writer.append(entry(String(index))).catch(nothing);
    void writer.append(entry('held'), performance.now() + 60_000).catch(nothing);
    await expect(writer.append(entry('one too many'))).rejects.toMatchObject({ status: 503, auditCause: 'audit_queue_full' });
    sink.commit();
    await turn();
    expect(settled).toEqual(['running']);
    // The first 500 have left the queue.
    void writer.append(entry('fits')).catch((error) => settled.push(String(error)));
    await turn();
    expect(settled).toEqual(['running']);
  });
});
