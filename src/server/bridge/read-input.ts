import type { IncomingMessage } from 'node:http';
import { AppError } from '@/server/kernel/app-error';
import { coerceQuery } from './coerce-query';
import type { EdgeRequest } from './exchange';
import type { Route } from './route-table';
import { parseStrictJson } from './strict-json';

const MAX_BODY = 1_048_576;
const JSON_TYPE = /^application\/(?:[a-z0-9.+-]+\+)?json\s*(?:;|$)/i;
const CHARSET = /;\s*charset\s*=\s*"?([^";\s]+)/i;

/** The input of a procedure and the body as it was sent (empty for none). */
export type ReadInput = { input: Record<string, unknown>; body: Buffer; names: string[] };

/**
 * Reads path, query or body into one flat object, as the operation's method says: a body belongs to POST, PUT and PATCH, the
 * query to GET and DELETE.
 * @throws AppError PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, INVALID_JSON, VALIDATION_ERROR
 */
export async function readInput(edge: EdgeRequest, route: Route, parameters: Record<string, string>): Promise<ReadInput> {
  const takesBody = route.method !== 'GET' && route.method !== 'DELETE';
  const body = takesBody ? await readBody(edge.message) : Buffer.alloc(0);
  const given = takesBody ? readFields(edge, body) : coerceQuery(edge.query, route.query);
  for (const name of route.meta.echoes ?? []) dropEcho(given, name);
  refuseUnknown(Object.keys(given).filter((name) => name in parameters));
  return { input: { ...given, ...parameters }, body, names: Object.keys(given) };
}

function readFields(edge: EdgeRequest, body: Buffer): Record<string, unknown> {
  // An operation with a body has no query.
  refuseUnknown([...edge.query.keys()]);
  return body.length === 0 ? {} : parseBody(edge.message, body);
}

/** Longer than any id; the documents say the same. */
const ECHO = /^[ -~]{0,64}$/;

/** Takes a repeated parameter of the path out of the body. @throws AppError VALIDATION_ERROR if it is no text. */
function dropEcho(given: Record<string, unknown>, name: string): void {
  const value = given[name];
  delete given[name];
  if (value === undefined || (typeof value === 'string' && ECHO.test(value))) return;
  throw new AppError('VALIDATION_ERROR', { details: [{ path: name, message: 'Must be text of at most 64 characters.' }] });
}

function refuseUnknown(names: readonly string[]): void {
  if (names.length === 0) return;
  throw new AppError('VALIDATION_ERROR', { details: names.map((path) => ({ path, message: 'Unknown field.' })) });
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  if (Number(message.headers['content-length'] ?? 0) > MAX_BODY) throw new AppError('PAYLOAD_TOO_LARGE');
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BODY) throw new AppError('PAYLOAD_TOO_LARGE');
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    // The caller hung up. As Node reports it (ECONNRESET) it would be taken for the database's connection, and logged as ours.
    throw new AppError('REQUEST_REJECTED', { auditCause: 'body_incomplete' });
  }
  return Buffer.concat(chunks, size);
}

function parseBody(message: IncomingMessage, body: Buffer): Record<string, unknown> {
  const type = message.headers['content-type'] ?? '';
  const charset = CHARSET.exec(type)?.[1]?.toLowerCase();
  const encoding = message.headers['content-encoding'];
  if (
    !JSON_TYPE.test(type) ||
    (charset && charset !== 'utf-8' && charset !== 'utf8') ||
    (encoding && encoding !== 'identity')
  ) {
    throw new AppError('UNSUPPORTED_MEDIA_TYPE');
  }
  const value = parseStrictJson(decodeUtf8(body));
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new AppError('VALIDATION_ERROR', { details: [{ path: '', message: 'The body must be a JSON object.' }] });
  }
  return value as Record<string, unknown>;
}

function decodeUtf8(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw new AppError('INVALID_JSON', { message: 'The request body is not UTF-8.' });
  }
}
