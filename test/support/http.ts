import { request } from 'node:http';
import { connect } from 'node:net';
import type { TestApp } from './app';

export type SendOptions = {
  /** As an object, or raw as [name, value, name, value …] where one is to be sent twice. */
  headers?: Readonly<Record<string, string>> | readonly string[];
  /** Sent as JSON, or as it is if it is text or bytes. */
  body?: unknown;
};

/** An answer as it came. `body`: its JSON; null for none. */
export type Reply = { status: number; headers: Record<string, string | undefined>; text: string; body: unknown };

/** Sends a request without judging the answer; `client` (client.ts) also holds it against the document. */
export function send(app: Pick<TestApp, 'url'>, method: string, path: string, options: SendOptions = {}): Promise<Reply> {
  const { hostname, port } = new URL(app.url);
  const payload = payloadOf(options.body);
  const isRaw = typeof options.body === 'string' || Buffer.isBuffer(options.body);
  const given = Array.isArray(options.headers) ? options.headers : Object.entries(options.headers ?? {}).flat();
  const names = new Set(given.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase()));
  const headers = [...given];
  if (!names.has('host')) headers.push('host', new URL(app.url).host);
  if (payload && !isRaw && !names.has('content-type')) headers.push('content-type', 'application/json');
  if (payload && !names.has('content-length') && !names.has('transfer-encoding'))
    headers.push('content-length', String(payload.length));
  return new Promise((resolve, reject) => {
    let answered = false;
    const outgoing = request({ hostname, port, method, path, headers, agent: false }, (response) => {
      answered = true;
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const joined = Object.entries(response.headers).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.join(', ') : value,
        ]);
        resolve({ status: response.statusCode ?? 0, headers: Object.fromEntries(joined), text, body: parse(text) });
      });
    });
    // The server may answer and close before it has read a large body.
    outgoing.on('error', (error) => (answered ? undefined : reject(error)));
    outgoing.end(payload ?? undefined);
  });
}

function payloadOf(body: unknown): Buffer | null {
  if (body === undefined) return null;
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Writes bytes to the socket as they are, for what no HTTP client would send, and returns the answer's status and body. */
export function sendBytes(app: Pick<TestApp, 'url'>, bytes: Buffer): Promise<{ status: number; head: string; body: unknown }> {
  const { hostname, port } = new URL(app.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      const [head = '', body = ''] = Buffer.concat(chunks).toString().split('\r\n\r\n', 2);
      resolve({ status: Number(head.split(' ')[1]), head, body: parse(body) });
    });
  });
}
