import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@/server/kernel/new-id';
import { sharedApp, startApp, type TestApp } from '../../support/app';
import { newTenant, type PartnerKey, type Tenant } from '../../support/factory';
import { type ConnectError, openLive, refusalOf, type Ticket, ticketFor } from '../../support/live';

let app: TestApp;
let tenant: Tenant;
let key: PartnerKey;

beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  key = await tenant.partnerKey();
});

const place = (): Ticket => ({ token: '', ws_url: app.url, ws_path: '/ws' });
const attempt = (auth: Record<string, unknown>) => openLive(place(), auth, { transports: ['websocket'] });

async function errorOf(auth: Record<string, unknown>): Promise<ConnectError> {
  const opened = attempt(auth);
  const error = await opened.connected.then(
    () => null,
    (refused: ConnectError) => refused,
  );
  opened.close();
  if (!error) throw new Error('it was let in');
  return error;
}

const claims = () => ({ sub: key.id, hid: tenant.hospitalId, tid: newId() });
/** Signed with the right key, for `seconds` from then on. */
const ticketFrom = (then: Date) => app.runtime.services.socketTickets.sign(claims(), then);

describe('UNAUTHORIZED, in one sentence, for whatever is no ticket', () => {
  const signed = (audience: string) =>
    new SignJWT({ ...claims(), jti: newId() })
      .setProtectedHeader({ alg: 'HS256', kid: String(app.runtime.services.secrets.version) })
      .setIssuer(app.publicUrl)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('60s');
  const ring = (purpose: 'socket-ticket' | 'access-token') =>
    new Uint8Array(app.runtime.services.secrets.key(purpose) as Buffer);

  it.each<[string, () => unknown]>([
    ['nothing', () => undefined],
    ['null', () => null],
    ['an empty text', () => ''],
    ['a number', () => 7],
    ['a list', () => ['a']],
    ['an object', () => ({ toString: 'x' })],
    ['a hospital token', () => key.token],
    ['a secret', () => key.secret],
    ['a key', () => key.key],
    ['an access token', () => tenant.admin.accessToken],
    ['another audience', () => signed('trilock/access').sign(ring('socket-ticket'))],
    ["another purpose's key", () => signed('trilock/socket').sign(ring('access-token'))],
    ['a cut ticket', async () => (await ticketFor(app, key)).token.slice(0, -4)],
    ['ten thousand characters', () => 'a'.repeat(10_000)],
  ])('%s', async (_name, make) => {
    const { message, data } = await errorOf({ token: await make() });
    expect({ message, data }).toEqual({
      message: 'The ticket is not valid.',
      data: { code: 'UNAUTHORIZED', request_id: expect.stringMatching(/^req_[0-9A-Za-z]{26}$/) },
    });
    const rows = await app.sql('SELECT outcome, status, surface, action FROM audit_events WHERE request_id = $1', [
      data?.request_id,
    ]);
    expect(rows).toEqual([{ outcome: 'refused', status: 401, surface: 'socket', action: 'socket.connect' }]);
  });

  it('a ticket of a token that is not there says the same as one of a key that is off', async () => {
    expect((await errorOf({ token: await ticketFrom(new Date()) })).message).toBe('The ticket is not valid.');
  });
});

it('a ticket opens no REST door', async () => {
  const { token } = await ticketFor(app, key);
  const reply = await fetch(`${app.url}/api/external/me`, { headers: { ...key.headers, authorization: `Bearer ${token}` } });
  expect(reply.status).toBe(401);
  const people = await fetch(`${app.url}/api/hospitals`, { headers: { authorization: `Bearer ${token}` } });
  expect(people.status).toBe(401);
});

it('TOKEN_EXPIRED: a ticket of over 60 seconds; one of 58 is good until then', async () => {
  const [old] = await app.sql<{ id: string }>('SELECT id FROM hospital_tokens WHERE api_key_id = $1', [key.id]);
  const ago = (seconds: number) =>
    app.runtime.services.socketTickets.sign({ ...claims(), tid: old?.id ?? '' }, new Date(Date.now() - seconds * 1000));
  expect((await errorOf({ token: await ago(61) })).data?.code).toBe('TOKEN_EXPIRED');
  expect(await refusalOf(attempt({ token: await ago(58) }))).toBe('connected');
});

it('of ten that come with one ticket at once exactly one is let in', async () => {
  const { token } = await ticketFor(app, key);
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => refusalOf(attempt({ token }))));
  expect(outcomes.sort()).toEqual([...Array(9).fill('UNAUTHORIZED'), 'connected']);
});

describe('the key is read anew', () => {
  it.each<[string, string, string]>([
    ['INVALID_API_KEY', 'disabled', 'UPDATE api_keys SET is_active = false WHERE id = $1'],
    ['INVALID_API_KEY', 'revoked', 'UPDATE api_keys SET revoked_at = now() WHERE id = $1'],
    ['INVALID_API_KEY', 'expired', 'UPDATE api_keys SET expires_at = now() WHERE id = $1'],
    ['INVALID_API_KEY', 'without its token', 'UPDATE hospital_tokens SET revoked_at = now() WHERE api_key_id = $1'],
    ['TOKEN_EXPIRED', 'with an expired token', 'UPDATE hospital_tokens SET expires_at = now() WHERE api_key_id = $1'],
    ['IP_NOT_ALLOWED', 'for other addresses', `UPDATE api_keys SET allowed_ips = '{203.0.113.0/24}' WHERE id = $1`],
    [
      'ACCESS_FROZEN',
      'frozen',
      'UPDATE hospitals SET frozen_at = now() WHERE id = (SELECT hospital_id FROM api_keys WHERE id = $1)',
    ],
    ['INSUFFICIENT_PERMISSIONS', 'without ws:ticket', `UPDATE api_keys SET permissions = '{calls:read}' WHERE id = $1`],
  ])('%s: %s since the ticket was bought', async (code, _name, change) => {
    const own = await (await newTenant(app)).partnerKey();
    const { token } = await ticketFor(app, own);
    await app.sql(change, [own.id]);
    const error = await errorOf({ token });
    expect(error.data?.code).toBe(code);
  });
});

it('EVENTS_EXPIRED: an unknown event to resume from, one of another hospital, what is no id, one of over 72 hours', async () => {
  const other = await newTenant(app);
  const insert = (hospitalId: string, occurredAt: string) =>
    app.sql<{ event_id: string }>(
      `INSERT INTO outbox_events (hospital_id, type, resource, resource_id, data, occurred_at)
       VALUES ($1, 'patient.created', 'patient', gen_random_uuid(), '{}', ${occurredAt}) RETURNING event_id`,
      [hospitalId],
    );
  const [foreign] = await insert(other.hospitalId, 'now()');
  const [old] = await insert(tenant.hospitalId, `now() - interval '72 hours 1 second'`);
  for (const last of [newId(), foreign?.event_id, old?.event_id, 'x', 7, {}, '']) {
    const { token } = await ticketFor(app, key);
    const error = await errorOf({ token, last_event_id: last });
    expect(error.data?.code, String(last)).toBe('EVENTS_EXPIRED');
  }
});

describe('RATE_LIMIT_EXCEEDED', () => {
  let strict: TestApp;
  beforeAll(async () => {
    strict = await startApp({ AUTH_FAILURES_PER_MINUTE: '2' });
  });
  afterAll(() => strict.close());

  it('guesses past the limit of the address; a good ticket is not refused for them', async () => {
    const own = await (await newTenant(strict)).partnerKey();
    const guess = () =>
      refusalOf(openLive({ token: 'x', ws_url: strict.url, ws_path: '/ws' }, {}, { transports: ['websocket'] }));
    const outcomes = [await guess(), await guess(), await guess(), await guess()];
    expect(outcomes).toEqual(['UNAUTHORIZED', 'UNAUTHORIZED', 'RATE_LIMIT_EXCEEDED', 'RATE_LIMIT_EXCEEDED']);
    expect(await refusalOf(openLive(await ticketFor(strict, own)))).toBe('connected');
    const rows = await strict.sql(`SELECT status FROM audit_events WHERE action = 'socket.connect' AND outcome = 'refused'`);
    expect(rows).toHaveLength(3);
  });

  it('the 21st socket of a key; a place that is free again can be taken', async () => {
    const own = await (await newTenant(app)).partnerKey();
    const opened = await Promise.all(
      Array.from({ length: 21 }, async () => openLive(await ticketFor(app, own), {}, { transports: ['websocket'] })),
    );
    const outcomes = await Promise.all(
      opened.map((one) =>
        one.connected.then(
          () => 'connected',
          (error: ConnectError) => error.data?.code,
        ),
      ),
    );
    expect(outcomes.sort()).toEqual(['RATE_LIMIT_EXCEEDED', ...Array(20).fill('connected')]);
    for (const one of opened) one.close();
    await expect
      .poll(async () => refusalOf(openLive(await ticketFor(app, own), {}, { transports: ['websocket'] })), { timeout: 20_000 })
      .toBe('connected');
  });
});
