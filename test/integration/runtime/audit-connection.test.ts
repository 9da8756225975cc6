import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AuditConnection } from '@/server/audit/audit-connection';
import { AuditWriter } from '@/server/audit/audit-writer';
import { entry } from '@/server/audit/entry.fixture';
import { newId } from '@/server/kernel/new-id';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { onDatabase } from '../../support/server';
import { proxyTo, type SilentProxy, terminate } from './proxy';

const SILENCE_MS = 300;

let database: TestDatabase;
let owner: pg.Client;
let proxy: SilentProxy;
let connection: AuditConnection;
let writer: AuditWriter;

beforeEach(async () => {
  database = await createTestDatabase();
  owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  proxy = await proxyTo(database.auditUrl);
  connection = new AuditConnection(proxy.url, SILENCE_MS);
  writer = new AuditWriter(connection, () => {});
  await writer.append(row());
});
afterEach(async () => {
  await connection.close();
  await proxy.close();
  await owner.end();
  await vi.waitFor(() => database.drop(), { timeout: 10_000, interval: 50 });
});

const row = (over = {}) => entry(newId(), over);

async function stored(): Promise<Map<string, { callerRequestId: string | null; userAgent: string | null }>> {
  const sql = 'SELECT id, caller_request_id AS "callerRequestId", user_agent AS "userAgent" FROM audit_events';
  const { rows } = await owner.query(sql);
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}

test('a row that is there already is stored: its commit was not heard of', async () => {
  const one = row();
  await writer.append(one);
  await writer.append(one);
  expect((await stored()).size).toBe(2);
});

test('a connection that was ended costs no row and no part of one', async () => {
  await terminate(database.auditUrl, 'trilock-audit');
  const rows = Array.from({ length: 20 }, () => row());
  await Promise.all(rows.map((one) => writer.append(one)));
  const found = await stored();
  for (const { id } of rows) expect(found.get(id)).toEqual({ callerRequestId: 'req_of_the_caller_0', userAgent: 'crm/1.0' });
});

test('a connection that went silent is given up: 503 for who waited, and a new one for who comes after', async () => {
  proxy.goSilent();
  const waiting = await Promise.allSettled([writer.append(row()), writer.append(row()), writer.append(row())]);
  expect(waiting.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  proxy.speak();
  const next = row();
  await writer.append(next);
  expect((await stored()).get(next.id)).toBeDefined();
  await vi.waitFor(() => expect(proxy.connections()).toBe(1), { timeout: 5_000, interval: 20 });
});

test('whatever text comes from outside, the row is stored whole', async () => {
  const nasty = row({
    userAgent: `a\0b\u2028c\ud800d${'x'.repeat(10_000)}`,
    parameters: ['q\n', '\udfff'],
    changes: { text: '\\u0000"' },
  });
  const fine = row();
  await Promise.all([writer.append(row()), writer.append(nasty), writer.append(fine)]);
  const found = await stored();
  expect(found.get(nasty.id)?.callerRequestId).toBe('req_of_the_caller_0');
  expect(found.get(nasty.id)?.userAgent).toMatch(/^a b c\ufffddx+$/);
  expect(found.get(fine.id)).toBeDefined();
});

test('upkeep runs beside the rows, not before them', async () => {
  await owner.query('BEGIN');
  // What the daily pruning must wait for.
  await owner.query('LOCK TABLE idempotency_records IN ACCESS EXCLUSIVE MODE');
  const pruned = connection.pruneExpired().catch((error: Error) => error.message);
  await vi.waitFor(async () => {
    const sql = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    const waiting = await onDatabase(database.auditUrl, (client) => client.query(sql));
    expect(waiting.rowCount).toBe(1);
  }, 5_000);
  await writer.append(row());
  await owner.query('COMMIT');
  expect(await pruned).toBeUndefined();
});
