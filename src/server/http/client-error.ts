import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { errorBody } from '@/server/bridge/envelope';
import { AppError } from '@/server/kernel/app-error';
import { newRequestId } from './request-id';

const STATUS: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Node keeps with a connection the answer that is being made on it; there is no public name for it. */
type Answering = Duplex & { _httpMessage?: ServerResponse | null };

const ending = new WeakSet<Duplex>();

/** What Node's HTTP parser refuses answers in the envelope too, and the connection closes (contract section 4). */
export function answerClientError(error: NodeJS.ErrnoException, socket: Answering): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  if (isOwed(socket)) {
    endAfterAnswers(socket);
    return;
  }
  if (socket._httpMessage?.headersSent) {
    // In the middle of another answer it would be read as part of that.
    socket.destroy();
    return;
  }
  const status = STATUS[error.code ?? ''] ?? 400;
  const requestId = newRequestId();
  const refusal = new AppError('REQUEST_REJECTED', { status: status === 413 ? 400 : status });
  const body = errorBody({ surface: 'external', language: 'en' }, refusal, requestId, new Date());
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

/**
 * Is a request that came whole still to be answered? What follows it on the connection is refused by ending that. Threat: a
 * refusal written now would pass for the answer to the request before, whose change is made and in the log.
 */
function isOwed(socket: Answering): boolean {
  return ending.has(socket) || socket._httpMessage?.req.complete === true;
}

function endAfterAnswers(socket: Answering): void {
  if (ending.has(socket)) return;
  ending.add(socket);
  // Nothing more is read from it.
  socket.pause();
  const next = () => {
    const answering = socket._httpMessage;
    if (answering) answering.once('close', () => setImmediate(next));
    else socket.end();
  };
  next();
}
