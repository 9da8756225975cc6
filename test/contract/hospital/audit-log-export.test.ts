import { type IncomingMessage, request } from 'node:http';
import { afterEach, expect, it, vi } from 'vitest';
import { browserSession } from '../../integration/security/session';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant, type Tenant } from '../../support/factory';
import { send } from '../../support/http';
import { addAuditRow, addAuditRows } from '../support/audit-rows';
import { call, dataOf, outcome } from '../support/call';

afterEach(() => {
  vi.restoreAllMocks();
});

const pathOf = (tenant: Tenant, query: string) => `/api/hospitals/${tenant.hospitalId}/audit-log?${query}`;

/** Asks for a file and returns when its head is there; nothing of it is read yet. */
function begin(app: TestApp, tenant: Tenant, query: string): Promise<IncomingMessage> {
  const { hostname, port } = new URL(app.url);
  const { headers } = tenant.admin;
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: pathOf(tenant, query), headers, agent: false }, resolve)
      .on('error', reject)
      .end();
  });
}

/** The cells of a CSV text (RFC 4180). */
function cellsOf(text: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ',') lines.push([]);
  }
  return lines.slice(0, -1);
}

/** How many pages of the log the server has read. */
function countPages(app: TestApp) {
  const search = vi.spyOn(app.runtime.services.db, 'search');
  return () => search.mock.calls.filter(([, { name }]) => name.startsWith('audit/') && name !== 'audit/actor-is-key').length;
}

/** Resolves with a number that has stopped to grow. */
async function settled(read: () => number): Promise<number> {
  const seen: number[] = [];
  await expect
    .poll(
      () => {
        seen.push(read());
        return seen.length > 20 && new Set(seen.slice(-20)).size === 1 && seen.at(-1) !== 0;
      },
      { interval: 20, timeout: 30_000 },
    )
    .toBe(true);
  return read();
}

it('NDJSON: the rows of the JSON answer, one a line, newest first, by the same filters', async () => {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  const { headers } = tenant.admin;
  for (const n of [1, 2, 3]) await addAuditRow(app, tenant.hospitalId, { at: `2026-03-0${n}T10:00:00Z`, changes: { n } });
  await addAuditRow(app, tenant.hospitalId, { action: 'call.list' });
  const list = await call(app, 'GET', pathOf(tenant, 'action=patient.list'), { headers });
  const file = await call(app, 'GET', pathOf(tenant, 'action=patient.list&format=ndjson'), { headers });
  expect(file.headers).toMatchObject({
    'content-type': 'application/x-ndjson',
    'content-disposition': expect.stringMatching(/^attachment; filename="audit-log-\d{4}-\d\d-\d\d\.ndjson"$/),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  expect(file.headers.etag).toBeUndefined();
  const rows = file.text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rows).toEqual(dataOf<{ results: unknown[] }>(list).results);
  expect(rows).toHaveLength(3);
  const rest = await call(app, 'GET', pathOf(tenant, 'action=patient.list&limit=1'), { headers });
  const { next_cursor: cursor } = dataOf<{ next_cursor: string }>(rest);
  const later = await call(app, 'GET', pathOf(tenant, `action=patient.list&format=ndjson&cursor=${cursor}`), { headers });
  expect(
    later.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(rows.slice(1));
});

it('CSV: a header, RFC 4180, and no cell that a spreadsheet would take for a formula', async () => {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  const agents = ['=cmd|1', '+1', '-1', '@SUM(A1)', 'a "b", c', 'plain', '१ 🙂 עברית'];
  for (const [n, userAgent] of agents.entries())
    await addAuditRow(app, tenant.hospitalId, { at: `2026-03-01T10:00:0${n}Z`, userAgent, changes: { n } });
  const file = await call(app, 'GET', pathOf(tenant, 'action=patient.list&format=csv'), { headers: tenant.admin.headers });
  expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(file.headers['content-disposition']).toMatch(/\.csv"$/);
  const [head = [], ...rows] = cellsOf(file.text);
  expect(head.slice(0, 3)).toEqual(['id', 'occurred_at', 'request_id']);
  const column = (name: string) => rows.map((row) => row[head.indexOf(name)]).reverse();
  expect(rows.every((row) => row.length === head.length)).toBe(true);
  expect(column('user_agent')).toEqual(["'=cmd|1", "'+1", "'-1", "'@SUM(A1)", 'a "b", c', 'plain', '१ 🙂 עברית']);
  expect(column('changes')[1]).toBe('{"n":1}');
  expect(column('parameters')[0]).toBe('limit q');
  expect(column('key_id')[0]).toBe('');
  expect(column('duration_ms')[0]).toBe('3.214');
});

it('an empty file has its header, or nothing', async () => {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  const read = (format: string) =>
    call(app, 'GET', pathOf(tenant, `action=nothing&format=${format}`), { headers: tenant.admin.headers });
  expect(cellsOf((await read('csv')).text)).toHaveLength(1);
  expect((await read('ndjson')).text).toBe('');
});

it('is in the log before its first byte, with the names of its filters, and not in itself', async () => {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  await addAuditRows(app, tenant.hospitalId, 10);
  const file = await begin(app, tenant, 'format=csv&from=2020-01-01');
  const rows = await app.sql(
    'SELECT action, outcome, parameters, changes, patient_ids FROM audit_events WHERE request_id = $1',
    [file.headers['x-request-id']],
  );
  expect(rows).toEqual([
    {
      action: 'audit_log.export',
      outcome: 'allowed',
      parameters: ['format', 'from'],
      changes: { format: 'csv' },
      patient_ids: [],
    },
  ]);
  const text = await new Response(file as unknown as ReadableStream).text();
  expect(text).not.toContain(String(file.headers['x-request-id']));
  expect(text).not.toContain('audit_log.export');
});

it('holds what there was when it was asked for, each row once', async () => {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  await addAuditRows(app, tenant.hospitalId, 2_500);
  const file = await begin(app, tenant, 'format=ndjson&action=patient.list');
  const late = await addAuditRow(app, tenant.hospitalId, { at: new Date(Date.now() + 1000).toISOString() });
  const lines = (await new Response(file as unknown as ReadableStream).text()).trimEnd().split('\n');
  const ids = lines.map((line) => (JSON.parse(line) as { id: string }).id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(2_500);
  expect(ids).not.toContain(late);
});

it('30,000 rows to a reader who does not read: the server reads no further than the connection takes', async () => {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  await addAuditRows(app, tenant.hospitalId, 30_000);
  const pages = countPages(app);
  const file = await begin(app, tenant, 'format=ndjson&action=patient.list');
  // What has left the server lies in the buffers of the two sockets: some megabytes of the file's twenty.
  expect(await settled(pages)).toBeLessThan(20);
  const text = await new Response(file as unknown as ReadableStream).text();
  expect(text.split('\n').length - 1).toBe(30_000);
  expect(pages()).toBe(31);
});

it('readers who hang up end theirs; nothing fails, and the server serves on. A fifth at once is refused', async () => {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  await addAuditRows(app, tenant.hospitalId, 30_000);
  const { headers } = tenant.admin;
  const pages = countPages(app);
  const failures = app.log.filter((line) => line.includes('request failed')).length;
  const files = await Promise.all([1, 2, 3, 4].map(() => begin(app, tenant, 'format=csv&action=patient.list')));
  const one = () => call(app, 'GET', pathOf(tenant, 'format=csv&action=nothing'), { headers });
  const refused = await one();
  expect([outcome(refused), refused.headers['retry-after']]).toEqual(['429 RATE_LIMIT_EXCEEDED', '5']);
  for (const file of files) file.destroy();
  await expect.poll(async () => (await one()).status, { interval: 20, timeout: 30_000 }).toBe(200);
  expect(await settled(pages)).toBeLessThan(80);
  expect(app.log.filter((line) => line.includes('request failed'))).toHaveLength(failures);
});

it('a page that cannot be read cuts the file off, so that nobody takes the part for the whole', async () => {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  await addAuditRows(app, tenant.hospitalId, 5_000);
  const { db } = app.runtime.services;
  const search = db.search.bind(db);
  let left = 3;
  vi.spyOn(db, 'search').mockImplementation((...args) => {
    if (args[1].name.startsWith('audit/') && left-- === 0) return Promise.reject(new Error('the page is gone'));
    return search(...args);
  });
  const file = await begin(app, tenant, 'format=csv&action=patient.list');
  await expect(new Response(file as unknown as ReadableStream).text()).rejects.toThrow();
  expect(file.complete).toBe(false);
});

it('503: what cannot be begun is refused', async () => {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  vi.spyOn(app.runtime.services.db, 'search').mockRejectedValue(away);
  const reply = await call(app, 'GET', pathOf(tenant, 'format=csv'), { headers: tenant.admin.headers });
  expect(outcome(reply)).toBe('503 SERVICE_UNAVAILABLE');
});

it('HEAD has the head of the file and no body; If-None-Match changes nothing, since it has no tag', async () => {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  const { headers } = tenant.admin;
  const reply = await call(app, 'HEAD', pathOf(tenant, 'format=csv'), { headers });
  expect([reply.status, reply.headers['content-type'], reply.text]).toEqual([200, 'text/csv; charset=utf-8', '']);
  for (let n = 0; n < 5; n++) await call(app, 'HEAD', pathOf(tenant, 'format=csv'), { headers });
  const again = await call(app, 'GET', pathOf(tenant, 'format=csv'), { headers: { ...headers, 'if-none-match': '*' } });
  expect(again.status).toBe(200);
});

it('400: over tRPC there are no files', async () => {
  const app = await sharedApp();
  const { hospitalId, admin } = await newTenant(app);
  const { headers } = await browserSession(app, hospitalId, admin);
  const ask = (input: object) => send(app, 'POST', '/api/trpc/hospital.auditLog.list', { headers, body: input });
  expect((await ask({ hospitalId, format: 'csv' })).status).toBe(400);
  expect((await ask({ hospitalId, limit: 1 })).body).toMatchObject({
    result: { data: { limit: 1, results: [{ action: 'audit_log.export', outcome: 'refused' }] } },
  });
});
