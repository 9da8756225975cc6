import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { Duplex } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedApp, startApp, type TestApp } from '../../support/app';
import { newPhone, newTenant } from '../../support/factory';
import { type Reply, send, sendBytes } from '../../support/http';
import { live, openLive, refusalOf, ticketFor } from '../../support/live';
import { call, outcome } from '../support/call';

const HANDSHAKE = '/ws/?EIO=4&transport=websocket';
const POLL = '/ws/?EIO=4&transport=polling';
const UPGRADE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

let app: TestApp;
beforeAll(async () => {
  app = await sharedApp();
});

/** A WebSocket connection without a client behind it, or the answer that refuses it. */
function shakeHands(
  of: TestApp,
  path = HANDSHAKE,
  headers = {},
): Promise<{ socket: Duplex; message: IncomingMessage } | Reply> {
  const { hostname, port } = new URL(of.url);
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, path, agent: false, headers: { ...UPGRADE, ...headers } });
    outgoing.on('upgrade', (message, socket) => resolve({ socket, message }));
    outgoing.on('response', (message) => {
      let text = '';
      message.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      message.on('end', () => {
        resolve({
          status: message.statusCode ?? 0,
          headers: message.headers as Reply['headers'],
          text,
          body: JSON.parse(text),
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

/** A frame from a client, as RFC 6455 has it; the mask is of zeros. */
function frame(text: string): Buffer {
  const length = text.length < 126 ? [0x80 | text.length] : [0x80 | 126, text.length >> 8, text.length & 255];
  return Buffer.concat([Buffer.from([0x81, ...length, 0, 0, 0, 0]), Buffer.from(text)]);
}

async function connection(of: TestApp): Promise<Duplex> {
  const hands = await shakeHands(of);
  if (!('socket' in hands)) throw new Error(hands.text);
  hands.socket.resume();
  return hands.socket;
}

describe('in the envelope, what is no Socket.IO', () => {
  it.each([
    ['GET', '/ws', '400 REQUEST_REJECTED'],
    ['GET', '/ws/', '400 REQUEST_REJECTED'],
    ['GET', '/ws?EIO=3&transport=polling', '400 REQUEST_REJECTED'],
    ['GET', '/ws?EIO=4&transport=websocket', '400 REQUEST_REJECTED'],
    ['GET', '/ws?EIO=4&transport=polling&sid=x', '400 REQUEST_REJECTED'],
    ['GET', '/ws?EIO=4&transport=polling&sid=constructor', '400 REQUEST_REJECTED'],
    ['POST', '/ws?EIO=4&transport=polling', '400 REQUEST_REJECTED'],
    ['DELETE', '/ws?EIO=4&transport=polling', '405 METHOD_NOT_ALLOWED'],
    ['GET', '/ws/x?EIO=4&transport=polling', '404 RESOURCE_NOT_FOUND'],
    ['GET', '/ws/socket.io.js', '404 RESOURCE_NOT_FOUND'],
  ])('%s %s: %s', async (method, path, expected) => {
    const reply = await call(app, method, path);
    expect(outcome(reply)).toBe(expected);
    expect(reply.headers['access-control-allow-origin']).toBe('*');
  });

  it.each(['/ws/?EIO=3&transport=websocket', '/ws/?EIO=4&transport=websocket&sid=x', '/ws'])(
    'a handshake at %s',
    async (path) => {
      const reply = (await shakeHands(app, path)) as Reply;
      expect(outcome(reply)).toBe('400 REQUEST_REJECTED');
      expect(reply.headers['x-request-id']).toMatch(/^req_/);
    },
  );
});

it('any origin, without credentials, over HTTP too; with the request id', async () => {
  const preflight = await send(app, 'OPTIONS', POLL, { headers: { origin: 'https://crm.example' } });
  expect(preflight.status).toBe(204);
  const reply = await send(app, 'GET', POLL, {
    headers: { origin: 'https://crm.example', 'x-request-id': 'req_0123456789abcdef' },
  });
  expect(reply.status).toBe(200);
  expect(reply.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': 'req_0123456789abcdef',
  });
  expect(reply.headers['access-control-allow-credentials']).toBeUndefined();
  expect(reply.headers['set-cookie']).toBeUndefined();
  const hands = await shakeHands(app);
  if (!('socket' in hands)) throw new Error(hands.text);
  expect(hands.message.headers['x-request-id']).toMatch(/^req_/);
  hands.socket.destroy();
});

it('other Upgrade requests are ordinary ones, their bodies too', async () => {
  const key = await (await newTenant(app)).partnerKey();
  for (const upgrade of ['websocket', 'h2c']) {
    const headers = { ...key.headers, connection: 'close, Upgrade', upgrade };
    expect((await call(app, 'GET', '/api/external/me', { headers })).status).toBe(200);
    const body = { name: 'Asha Menon', phone: newPhone() };
    expect((await call(app, 'POST', '/api/external/patients', { headers, body })).status).toBe(201);
  }
  const bytes = Buffer.from('GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close, Upgrade\r\nUpgrade: h2c\r\n\r\n');
  expect((await sendBytes(app, bytes)).status).toBe(400);
});

it('a message of over 16 kB ends the connection', async () => {
  const opened = await live(app, await (await newTenant(app)).partnerKey());
  opened.socket.emit('x', 'a'.repeat(17_000));
  expect(await opened.disconnected).toBe('transport close');
});

it('a connection has one attempt, one namespace, and ends with the socket', async () => {
  const socket = await connection(app);
  const closed = once(socket, 'close');
  socket.write(frame('40{"token":"x"}'));
  socket.write(frame('40{"token":"y"}'));
  await closed;
  const rows = await app.sql(`SELECT 1 FROM audit_events WHERE action = 'socket.connect' AND credential_hint LIKE 'y… %'`);
  expect(rows).toEqual([]);

  const { token } = await ticketFor(app, await (await newTenant(app)).partnerKey());
  const leaving = await connection(app);
  const left = once(leaving, 'close');
  leaving.write(frame(`40${JSON.stringify({ token })}`));
  leaving.write(frame('41'));
  await left;
});

describe('of its own', () => {
  it('a connection without a ticket is closed, one with a ticket stays; an unanswered ping ends it', async () => {
    const quick = await startApp({}, { sockets: { connectTimeoutMs: 1_500, pingIntervalMs: 500, pingTimeoutMs: 2_000 } });
    try {
      const ticketed = await live(quick, await (await newTenant(quick)).partnerKey());
      const silent = once(await connection(quick), 'close');
      const polling = await send(quick, 'GET', POLL);
      await silent;
      const { sid } = JSON.parse(polling.text.slice(1)) as { sid: string };
      await expect.poll(async () => (await send(quick, 'GET', `${POLL}&sid=${sid}`)).status, { timeout: 20_000 }).toBe(400);
      expect(ticketed.socket.connected).toBe(true);

      const { token } = await ticketFor(quick, await (await newTenant(quick)).partnerKey());
      const mute = await connection(quick);
      const ended = once(mute, 'close');
      mute.write(frame(`40${JSON.stringify({ token })}`));
      await ended;
      expect(ticketed.socket.connected).toBe(true);
      ticketed.close();
    } finally {
      await quick.close();
    }
  });

  it('an address may have a hundred connections without a ticket; others have theirs', async () => {
    const own = await startApp({ TRUST_PROXY: '127.0.0.1' });
    try {
      const from = (address: string) => send(own, 'GET', POLL, { headers: { 'x-forwarded-for': address } });
      const first = await Promise.all(Array.from({ length: 100 }, () => from('203.0.113.1')));
      expect(new Set(first.map(({ status }) => status))).toEqual(new Set([200]));
      expect(outcome(await from('203.0.113.1'))).toBe('429 RATE_LIMIT_EXCEEDED');
      expect((await from('203.0.113.2')).status).toBe(200);
    } finally {
      await own.close();
    }
  });

  it('closing it does not wait for clients: of WebSocket, of polling, and for one that does not answer', async () => {
    const own = await startApp();
    const key = await (await newTenant(own)).partnerKey();
    const clients = [await live(own, key), await live(own, key, {}, { transports: ['polling'] })];
    const mute = await shakeHands(own);
    const since = performance.now();
    await own.close();
    expect(performance.now() - since).toBeLessThan(5_000);
    const [told, polling] = await Promise.all(clients.map(({ disconnected }) => disconnected));
    expect(told).toBe('io server disconnect');
    // Between two polls there is nobody to tell: then the next one fails.
    expect(['io server disconnect', 'transport error']).toContain(polling);
    if ('socket' in mute) mute.socket.destroy();
  });
});

describe('outside development', () => {
  let staging: TestApp;
  beforeAll(async () => {
    staging = await startApp({ APP_ENV: 'staging', PUBLIC_URL: 'https://trilock.example', TRUST_PROXY: '127.0.0.1' });
  });
  afterAll(() => staging.close());

  it.each([
    ['plain HTTP', { host: 'trilock.example' }, '403 HTTPS_REQUIRED'],
    ['another host', { host: 'x.example', 'x-forwarded-proto': 'https' }, '400 REQUEST_REJECTED'],
  ])('%s is refused, to both transports', async (_name, headers, expected) => {
    expect(outcome(await send(staging, 'GET', POLL, { headers }))).toBe(expected);
    expect(outcome((await shakeHands(staging, HANDSHAKE, headers)) as Reply)).toBe(expected);
  });

  it('over HTTPS it serves, and the ticket names the public address', async () => {
    const headers = { host: 'trilock.example', 'x-forwarded-proto': 'https' };
    const key = await (await newTenant(staging, { headers })).partnerKey();
    const reply = await send(staging, 'POST', '/api/external/ws-ticket', { headers: { ...headers, ...key.headers } });
    const { data } = reply.body as { data: { token: string; ws_url: string; ws_path: string } };
    expect(data).toMatchObject({ ws_url: 'wss://trilock.example', ws_path: '/ws' });
    const opened = openLive({ ...data, ws_url: staging.url }, {}, { transports: ['websocket'], extraHeaders: headers });
    expect(await refusalOf(opened)).toBe('connected');
  });

  it('a test key opens nothing in production', async () => {
    const production = await startApp({
      APP_ENV: 'production',
      APP_SECRET: 'a'.repeat(40),
      PUBLIC_URL: 'https://trilock.example',
      TRUST_PROXY: '127.0.0.1',
    });
    try {
      const headers = { host: 'trilock.example', 'x-forwarded-proto': 'https' };
      const tenant = await newTenant(production, { headers });
      const key = await tenant.partnerKey();
      const reply = await send(production, 'POST', '/api/external/ws-ticket', { headers: { ...headers, ...key.headers } });
      const { data } = reply.body as { data: { token: string; ws_url: string; ws_path: string } };
      await production.sql(`UPDATE api_keys SET environment = 'test' WHERE id = $1`, [key.id]);
      const opened = openLive({ ...data, ws_url: production.url }, {}, { transports: ['websocket'], extraHeaders: headers });
      expect(await refusalOf(opened)).toBe('INVALID_API_KEY');
    } finally {
      await production.close();
    }
  });
});
