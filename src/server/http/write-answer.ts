import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from '@/server/bridge/answer';

/** A body up to this size is read away so that the connection can serve on; a larger one costs more than a new connection. */
const DRAIN_LIMIT = 65_536;

/**
 * Sends an answer, without its body to HEAD. Headers go as one flat list and the body as text, so that Node joins them into one
 * piece; headers that are set one by one are stored, merged and listed again.
 * @param always headers that it has where it does not name them itself.
 */
export function writeAnswer(
  message: IncomingMessage,
  response: ServerResponse,
  { status, headers: own, body }: Answer,
  always: Record<string, string> = {},
): void {
  const headers = headerList(own, always);
  if (body !== null) headers.push('Content-Length', String(Buffer.byteLength(body)));
  if (!message.complete) releaseBody(message, headers);
  response.writeHead(status, headers);
  response.end(message.method === 'HEAD' || body === null ? undefined : body);
}

/** Names and values in turns, as `writeHead` takes them. */
export function headerList(own: Record<string, string>, always: Record<string, string>): string[] {
  const headers: string[] = [];
  for (const name in always) if (!(name in own)) headers.push(name, always[name] as string);
  for (const name in own) headers.push(name, own[name] as string);
  return headers;
}

/** The body that nobody wants: a refusal leaves before it is read. */
function releaseBody(message: IncomingMessage, headers: string[]): void {
  const length = Number(message.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  if (message.headers['transfer-encoding'] === undefined && message.headers['content-length'] === undefined) return;
  if (length > DRAIN_LIMIT) headers.push('Connection', 'close');
  else message.resume();
}
