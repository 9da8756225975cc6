import { randomBase62 } from '@/server/credentials/base62';
import { pooledRandomBytes } from '@/server/kernel/random-pool';

const ACCEPTED = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|req_[0-9A-Za-z]{16,64})$/i;

/** A new request id of our own: `req_` and 26 random characters. */
export function newRequestId(): string {
  return `req_${randomBase62(26, pooledRandomBytes)}`;
}

/** The caller's X-Request-ID, if it is a uuid or of our own form; null for anything else (contract section 4). */
export function acceptedRequestId(header: string | string[] | undefined): string | null {
  return typeof header === 'string' && ACCEPTED.test(header) && (header.length === 36 || header.startsWith('req_'))
    ? header
    : null;
}
