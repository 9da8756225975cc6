import type { IncomingMessage } from 'node:http';
import { AppError } from '@/server/kernel/app-error';
import { languageOf } from '@/server/kernel/messages/language';
import type { RequestInfo, Surface } from '@/server/kernel/request-info';
import { clientOf } from './client-address';
import { acceptedRequestId, newRequestId } from './request-id';

const MAX_URL = 8_192;

/** What the head of a request says, before anything is decided. */
export type Head = {
  info: RequestInfo;
  /** Path as sent, without the query. */
  path: string;
  query: string;
  secure: boolean;
};

/** Reads the head of a request; never fails, so that every answer has a request id. */
export function readHead(message: IncomingMessage, trusted: readonly string[]): Head {
  const { address, secure } = clientOf(message, trusted);
  const target = message.url ?? '/';
  const question = target.indexOf('?');
  const path = question < 0 ? target : target.slice(0, question);
  return {
    path,
    query: question < 0 ? '' : target.slice(question + 1),
    secure,
    info: {
      requestId: newRequestId(),
      callerRequestId: acceptedRequestId(message.headers['x-request-id']),
      surface: surfaceOf(path),
      method: message.method ?? 'GET',
      address,
      userAgent: message.headers['user-agent'] ?? null,
      language: languageOf(message.headers['accept-language']),
      receivedAt: new Date(),
      startedAt: performance.now(),
    },
  };
}

/** What a person's browser asks for: its session is looked at, and the log says so. */
const DASHBOARD = ['/api/trpc', '/api/dashboard', '/dashboard', '/change-password'];

/** Which envelope a path answers in; what no surface owns answers like External (contract section 4). */
export function surfaceOf(path: string): Surface {
  if (path === '/v1' || path.startsWith('/v1/')) return 'v1';
  if (path === '/api/hospitals' || path.startsWith('/api/hospitals/')) return 'hospital';
  if (DASHBOARD.some((base) => path === base || path.startsWith(`${base}/`))) return 'dashboard';
  return 'external';
}

export type EdgeRules = {
  development: boolean;
  /** Host (and port) of PUBLIC_URL. */
  publicHost: string;
};

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Refuses what must not come further: too long a URL, plain HTTP outside development (no redirect, since the credentials
 * would already have travelled), a Host that is not ours.
 * @throws AppError REQUEST_REJECTED, HTTPS_REQUIRED
 */
export function checkHead(head: Head, message: IncomingMessage, rules: EdgeRules): void {
  if ((message.url ?? '').length > MAX_URL)
    throw new AppError('REQUEST_REJECTED', { status: 414, message: 'The URL is too long.' });
  if (!head.path.startsWith('/')) throw new AppError('REQUEST_REJECTED', { message: 'The URL is not a path.' });
  if (!head.secure && !rules.development) throw new AppError('HTTPS_REQUIRED');
  // Some programs write the scheme's own port, too.
  const host = (message.headers.host ?? '').toLowerCase().replace(head.secure ? /:443$/ : /:80$/, '');
  const known = host === rules.publicHost || (rules.development && LOOPBACK.test(host));
  if (!known) throw new AppError('REQUEST_REJECTED', { message: 'The request is for another host.' });
}

/** The decoded segments of a path. @throws AppError REQUEST_REJECTED for a broken escape or a NUL. */
export function decodeSegments(path: string): string[] {
  try {
    const segments = path.split('/').slice(1).map(decodeURIComponent);
    if (!segments.some((segment) => segment.includes('\0'))) return segments;
  } catch {
    // A broken percent escape: refused below.
  }
  throw new AppError('REQUEST_REJECTED', { message: 'The URL is not valid.' });
}
