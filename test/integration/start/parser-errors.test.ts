import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { envSchema } from '@/server/env/schema';
import { listen } from '@/server/start/listen';

type Answer = { status: number; head: string; body: Record<string, unknown> | null; text: string };

let listener: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  const quick = { headersTimeout: 200, requestTimeout: 300, connectionsCheckingInterval: 50 };
  listener = await listen(envSchema.parse({ PORT: '0' }), quick);
});
afterAll(() => {
  listener.server.closeAllConnections();
  listener.server.close();
});

/** Sends bytes, then waits until the server closes. */
function talk(bytes: string | Buffer): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = connect(listener.port, '127.0.0.1', () => socket.write(bytes));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const text = Buffer.concat(chunks).toString();
      const [head = '', body = ''] = text.split('\r\n\r\n', 2);
      resolve({ status: Number(head.split(' ')[1]), head, body: body.startsWith('{') ? JSON.parse(body) : null, text });
    });
  });
}

const START = 'GET /v1/health HTTP/1.1\r\nHost: localhost\r\n';

describe("what Node's parser refuses", () => {
  it.each<[number, string, string | Buffer]>([
    [400, 'garbage', 'garbage\r\n\r\n'],
    [400, 'bytes that are no text', Buffer.from([0, 255, 1, 254, 13, 10, 13, 10])],
    [400, 'a TLS greeting', Buffer.from('16030100a5010000a1', 'hex')],
    [400, 'an unknown method', 'BREW /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    [400, 'another protocol version', 'GET / HTTP/9.9\r\nHost: localhost\r\n\r\n'],
    [400, 'a NUL in a header', `${START}X-A: a\0b\r\n\r\n`],
    [400, 'a folded header', `${START}X-A: a\r\n b\r\n\r\n`],
    [400, 'length and chunks at once', `${START}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc`],
    [400, 'two lengths', `${START}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc`],
    [400, 'a tunnel', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n'],
    [431, '100 kB of headers', `${START}X-A: ${'a'.repeat(100_000)}\r\n\r\n`],
    [431, '40 kB in many headers', `${START}${'X-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(1000)}\r\n`],
    [408, 'headers that never end', START],
  ])('%i for %s, in the envelope, and the connection closes', async (status, _name, bytes) => {
    const { head, body, ...answer } = await talk(bytes);
    expect(answer.status).toBe(status);
    expect(body).toEqual({
      success: false,
      error: { 400: 'Bad Request', 408: 'Request Timeout', 431: 'Request Header Fields Too Large' }[status],
      message: 'The request was rejected.',
      code: 'REQUEST_REJECTED',
      request_id: expect.stringMatching(/^req_[0-9A-Za-z]{26}$/),
    });
    expect(head).toContain(`X-Request-ID: ${body?.request_id}`);
    expect(head).toMatch(/connection: close/i);
    expect(head).toMatch(/content-type: application\/json/i);
  });
});

describe('a body that does not come', () => {
  it('is 408 where nothing was answered', async () => {
    listener.handle(() => undefined);
    const { status, body } = await talk('POST /v1/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\na');
    expect([status, body?.code]).toEqual([408, 'REQUEST_REJECTED']);
  });

  it('ends the connection without a second answer in the middle of the first', async () => {
    listener.handle((_message, response) => void response.writeHead(200).write('part '));
    const { text } = await talk('POST /v1/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\na');
    expect(text).toContain('200 OK');
    expect(text).not.toContain('REQUEST_REJECTED');
  });
});

describe('while the server starts', () => {
  const starting = async (target: string) => {
    const fresh = await listen(envSchema.parse({ PORT: '0' }));
    const reply = await fetch(`http://127.0.0.1:${fresh.port}${target}`, { headers: { connection: 'close' } });
    fresh.server.close();
    return { status: reply.status, text: await reply.text(), headers: reply.headers };
  };

  it('it is alive and not ready', async () => {
    expect(await starting('/livez')).toMatchObject({ status: 200, text: '' });
    expect(await starting('/readyz')).toMatchObject({ status: 503, text: '' });
  });

  it('every other answer is a 503 in the envelope of its surface', async () => {
    const external = await starting('/api/external/patients');
    expect(external.status).toBe(503);
    expect(external.headers.get('retry-after')).toBe('2');
    expect(JSON.parse(external.text)).toMatchObject({ success: false, code: 'SERVICE_UNAVAILABLE' });
    expect(JSON.parse((await starting('/v1/health')).text)).toMatchObject({ error: { code: 'SERVICE_UNAVAILABLE' } });
  });
});

describe('what Node would answer by itself', () => {
  it.each([
    ['a request without a host', 'GET /x HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['an expectation that nobody knows', `${START}Expect: miracles\r\nConnection: close\r\n\r\n`],
  ])('%s reaches the application', async (_name, bytes) => {
    listener.handle((_message, response) => void response.writeHead(418).end());
    expect((await talk(bytes)).status).toBe(418);
  });
});
