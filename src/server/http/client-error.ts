import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { errorBody } from '@/server/bridge/envelope';
import { AppError } from '@/server/kernel/app-error';
import { newRequestId } from './request-id';

const STATUS: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Where Node keeps the answer that is being written to a connection. */
type Answering = Duplex & { _httpMessage?: { headersSent: boolean } | null };

/** What Node's HTTP parser refuses answers in the envelope too, and the connection closes (contract section 4). */
export function answerClientError(error: NodeJS.ErrnoException, socket: Answering): void {
  // In the middle of another answer it would be read as part of that.
  const begun = socket._httpMessage?.headersSent === true;
  if (error.code === 'ECONNRESET' || !socket.writable || begun) {
    socket.destroy();
    return;
  }
  const status = STATUS[error.code ?? ''] ?? 400;
  const requestId = newRequestId();
  const refusal = new AppError('REQUEST_REJECTED', { status: status === 413 ? 400 : status });
  const body = errorBody('external', refusal, requestId, new Date());
  socket.end(
    [
      `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-ID: ${requestId}`,
      'X-Content-Type-Options: nosniff',
      'Cache-Control: no-store',
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
