import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from '@/server/bridge/answer';

/** A body up to this size is read away so that the connection can serve on; a larger one costs more than a new connection. */
const DRAIN_LIMIT = 65_536;

/** Sends an answer, without its body to HEAD. */
export function writeAnswer(message: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const body = answer.body === null ? null : Buffer.from(answer.body);
  const headers: string[] = [];
  for (const name in answer.headers) headers.push(name, answer.headers[name] as string);
  if (body) headers.push('Content-Length', String(body.length));
  if (!message.complete) releaseBody(message, headers);
  response.writeHead(answer.status, headers);
  response.end(message.method === 'HEAD' || body === null ? undefined : body);
}

/** The body that nobody wants: a refusal leaves before it is read. */
function releaseBody(message: IncomingMessage, headers: string[]): void {
  const length = Number(message.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  if (message.headers['transfer-encoding'] === undefined && message.headers['content-length'] === undefined) return;
  if (length > DRAIN_LIMIT) headers.push('Connection', 'close');
  else message.resume();
}
