import { describe, expect, it, vi } from 'vitest';
import type { AuditEntry } from './audit-entry';
import { AuditWriter } from './audit-writer';
import { entry } from './entry.fixture';
import { RefusalLog } from './refusal-log';

type Repeat = { auditEventId: string; hospitalId: string | null; occurrences: number; lastAt: Date };

function setUp({
  rows = async () => {},
  counts = async () => {},
}: {
  rows?: () => Promise<void>;
  counts?: () => Promise<void>;
} = {}) {
  const stored: AuditEntry[] = [];
  const counted = new Map<string, number>();
  const losses: unknown[] = [];
  const insert = async (entries: readonly AuditEntry[]) => {
    await rows();
    stored.push(...entries);
  };
  const upsertRepeats = async (repeats: readonly Repeat[]) => {
    const now = repeats.map(({ auditEventId, occurrences }) => [auditEventId, occurrences] as const);
    await counts();
    for (const [id, occurrences] of now) counted.set(id, occurrences);
  };
  const log = new RefusalLog(new AuditWriter({ insert }, () => {}), { upsertRepeats }, (error) => losses.push(error));
  return { log, stored, counted, losses };
}

const minute = (count: number) => new Date(Date.UTC(2026, 10, 22, 10, count));

describe('RefusalLog', () => {
  it('keeps one row per address, minute, cause and hospital', async () => {
    const { log, stored } = setUp();
    const rows = [
      entry('first'),
      entry('again'),
      entry('address', { address: '203.0.113.10' }),
      entry('cause', { cause: 'secret_wrong' }),
      entry('hospital', { hospitalId: 'h' }),
      entry('minute', { occurredAt: minute(1) }),
      entry('minute again', { occurredAt: minute(1) }),
    ];
    for (const row of rows) await log.append(row, 0);
    expect(stored.map(({ id }) => id)).toEqual(['first', 'address', 'cause', 'hospital', 'minute']);
    await log.flush();
  });

  it('keeps one row for a subscriber who has 2^64 addresses, as the limit counts them', async () => {
    const { log, stored } = setUp();
    for (const address of ['2001:db8:1:2::1', '2001:db8:1:2:ffff::2', '2001:db8:1:3::1'])
      await log.append(entry(address, { address }), 0);
    expect(stored.map(({ id }) => id)).toEqual(['2001:db8:1:2::1', '2001:db8:1:3::1']);
    await log.flush();
  });

  it('has the first row before the first answer, and before that of every repeat', async () => {
    let commit = () => {};
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    const { log, stored } = setUp({ rows: () => held });
    const answered: string[] = [];
    const all = ['first', 'second'].map((id) => log.append(entry(id), 0).then(() => answered.push(id)));
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toEqual([]);
    commit();
    await Promise.all(all);
    expect(stored.map(({ id }) => id)).toEqual(['first']);
    await log.flush();
  });

  it('counts every repeat, by itself within a second', async () => {
    const { log, counted } = setUp();
    const started = performance.now();
    await Promise.all(Array.from({ length: 50 }, (_, index) => log.append(entry(index === 0 ? 'first' : `${index}`), 0)));
    await vi.waitFor(() => expect(counted.get('first')).toBe(50), { timeout: 5_000, interval: 10 });
    expect(performance.now() - started).toBeGreaterThan(400);
    await log.append(entry('later'), 0);
    await log.flush();
    expect(counted.get('first')).toBe(51);
  });

  it('leaves a repeat no earlier than a first', async () => {
    const { log } = setUp();
    await log.append(entry('first'), 0);
    const until = performance.now() + 30;
    await log.append(entry('second'), until);
    expect(performance.now()).toBeGreaterThanOrEqual(until - 1);
    await log.flush();
  });

  it('tries again with the next refusal where the first could not be written', async () => {
    let down = true;
    const { log, stored } = setUp({
      rows: async () => {
        if (down) throw new Error('down');
      },
    });
    await expect(log.append(entry('lost'), 0)).rejects.toMatchObject({ status: 503 });
    down = false;
    await log.append(entry('next'), 0);
    expect(stored.map(({ id }) => id)).toEqual(['next']);
  });

  it('keeps counts that could not be written, and writes them later', async () => {
    let down = true;
    const { log, counted, losses } = setUp({
      counts: async () => {
        if (down) throw new Error('down');
      },
    });
    await log.append(entry('first'), 0);
    await log.append(entry('second'), 0);
    await log.flush();
    expect(losses).toHaveLength(1);
    down = false;
    await vi.waitFor(() => expect(counted.get('first')).toBe(2), { timeout: 5_000, interval: 10 });
  });

  it('does not end while counts are being written', async () => {
    let commit = () => {};
    const { log, counted } = setUp({
      counts: () =>
        new Promise((resolve) => {
          commit = resolve;
        }),
    });
    await log.append(entry('first'), 0);
    await log.append(entry('second'), 0);
    void log.flush();
    await new Promise((resolve) => setImmediate(resolve));
    let ended = false;
    const last = log.flush().then(() => {
      ended = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(ended).toBe(false);
    commit();
    await last;
    expect(counted.get('first')).toBe(2);
  });

  it('writes the counts of a minute that is over', async () => {
    const { log, counted } = setUp();
    await log.append(entry('first'), 0);
    await log.append(entry('second'), 0);
    await log.append(entry('next minute', { occurredAt: minute(1) }), 0);
    await log.flush();
    expect(counted.get('first')).toBe(2);
  });
});
