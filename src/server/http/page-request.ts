import type { IncomingMessage } from 'node:http';
import { AppError } from '@/server/kernel/app-error';
import { decodeSegments } from './edge';

/** More than a login needs: two tokens, an e-mail, a password of 256 bytes, each byte escaped. */
const MAX_FORM = 16_384;
const FORM = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;
/** next-auth writes there into the log whatever a stranger sends, as often as it is sent. */
const CLIENT_LOG = '_log';

/**
 * Refuses what Next and next-auth would take without a limit: they read a body whole before anybody is asked who sent it, and
 * quote one that is no JSON in their log, a password included. The only bodies that pages need are the forms of next-auth.
 * @throws AppError RESOURCE_NOT_FOUND, REQUEST_REJECTED, PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE
 */
export function checkPageRequest(path: string, { headers }: Pick<IncomingMessage, 'headers'>): void {
  // Decoded, as Next will read it.
  if (decodeSegments(path).includes(CLIENT_LOG)) throw new AppError('RESOURCE_NOT_FOUND');
  if (headers['transfer-encoding'] !== undefined) {
    throw new AppError('REQUEST_REJECTED', { message: 'The length of the body must be given.' });
  }
  const length = Number(headers['content-length'] ?? 0);
  if (length === 0) return;
  if (length > MAX_FORM) throw new AppError('PAYLOAD_TOO_LARGE', { message: 'The form is too large.' });
  if (!FORM.test(headers['content-type'] ?? '')) {
    throw new AppError('UNSUPPORTED_MEDIA_TYPE', { message: 'The body must be application/x-www-form-urlencoded.' });
  }
}
