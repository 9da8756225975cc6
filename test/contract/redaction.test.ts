import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { lockHeaders, newTenant } from '../support/factory';
import type { Reply } from '../support/http';
import { openLive, refusalOf, ticketFor } from '../support/live';
import { call, dataOf } from './support/call';
import { sampleOf } from './support/samples';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** Every text column of every table, as one text; bytes in hex. */
async function wholeDatabase(except: string[]): Promise<string> {
  const tables = await app.sql<{ name: string }>(`SELECT c.oid::regclass::text AS name FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname IN ('public', 'trilock_partitions')`);
  const texts = [];
  for (const { name } of tables.filter((table) => !except.includes(table.name))) {
    texts.push(...(await app.sql<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)).map(({ row }) => row));
  }
  return texts.join('\n');
}

const MARK = 'MarkerMarkerMarker';

it('what is secret is in no answer but the one that gives it, no log line, no audit row and no table', async () => {
  const tenant = await newTenant(app);
  const admin = tenant.admin.headers;
  const keys = `/api/hospitals/${tenant.hospitalId}/api-keys`;
  const secrets = new Map<string, string>([['access token', tenant.admin.accessToken]]);
  const replies: Reply[] = [];
  const send = async (method: string, path: string, headers: Record<string, string>, body?: unknown) => {
    const reply = await call(app, method, path, { headers, body });
    replies.push(reply);
    return reply;
  };

  // Real ones, used well and badly.
  const partner = await tenant.partnerKey();
  const ticket = await ticketFor(app, partner);
  secrets.set('ticket', ticket.token);
  for (let use = 0; use < 2; use++) await refusalOf(openLive(ticket));
  const server = await tenant.serverKey();
  for (const [name, value] of Object.entries({ secret: partner.secret, token: partner.token, 'server key': server.key }))
    secrets.set(name, value);
  const rotated = dataOf<{ secret: string; token: string }>(
    await call(app, 'POST', `${keys}/${partner.id}/rotate`, {
      headers: { ...admin, 'idempotency-key': `${MARK}-idempotency` },
      body: {},
    }),
  );
  secrets
    .set('rotated secret', rotated.secret)
    .set('rotated token', rotated.token)
    .set('idempotency key', `${MARK}-idempotency`);
  const { body: login = {} } = await sampleOf(app, 'login');
  const pair = dataOf<{ accessToken: string; refreshToken: string }>(
    await call(app, 'POST', '/v1/auth/login', { body: login }),
  );
  secrets
    .set('password', String(login.password))
    .set('refresh token', pair.refreshToken)
    .set('access token of a login', pair.accessToken);
  await send('GET', '/api/external/me', lockHeaders(partner));
  await send('GET', '/v1/auth/verify', server.headers);
  await send('GET', '/api/external/me', lockHeaders({ key: partner.secret, secret: partner.token, token: partner.secret }));
  await send('GET', '/v1/auth/verify', { authorization: `Bearer ${pair.refreshToken}` });
  await send('GET', `/api/external/patients?q=${partner.token}`, lockHeaders(partner));
  secrets.set("a doctor's password", `${MARK}-doctor`);
  await send('POST', '/api/external/doctors', lockHeaders(partner), {
    name: 'Dr Kavita Rao',
    email: `${MARK}@example.com`,
    password: `${MARK}-doctor`,
  });

  // Made up ones, in every field that could hold one, and in fields that nobody knows.
  const marked = (name: string) => `${name.slice(0, 8).padEnd(8, '_')}${MARK}-${name}`;
  await send('GET', '/api/external/me', lockHeaders({ key: marked('key'), secret: marked('secret'), token: marked('token') }));
  await send('GET', '/v1/auth/verify', { 'x-api-key': marked('server-key') });
  await send('GET', '/api/hospitals', { cookie: `trilock-session=${marked('session')}` });
  await send('POST', '/v1/auth/login', {}, { email: 'a@example.com', password: marked('password') });
  await send('POST', '/v1/auth/refresh', {}, { refreshToken: marked('refresh') });
  await send('POST', '/api/external/patients', lockHeaders(partner), {
    name: marked('name'),
    phone: '1',
    email: marked('email'),
  });
  await send('GET', `/api/external/patients/${marked('id')}?x=${marked('query')}`, lockHeaders(partner));
  await send('GET', `/api/external/${marked('path')}`, lockHeaders(partner));
  await send('PATCH', `${keys}/${partner.id}`, admin, { allowed_ips: [marked('ip')] });
  await send('POST', keys, admin, { permissions: [marked('permission')] });
  secrets.set('anything marked', MARK);

  const database = await wholeDatabase([]);
  for (const [name, secret] of secrets) {
    expect(
      app.log.filter((line) => line.includes(secret)),
      `${name} in the log`,
    ).toEqual([]);
    expect(
      replies.filter(({ text }) => text.includes(secret)).map(({ text }) => text),
      `${name} in an answer`,
    ).toEqual([]);
    expect(database.includes(secret), `${name} in the database`).toBe(false);
    expect(database.includes(Buffer.from(secret).toString('hex')), `${name} in the database, as bytes`).toBe(false);
  }
  // Of an unknown credential its beginning is kept on purpose, so that refusals can be compared.
  expect(database).toContain('key_____…');
});
