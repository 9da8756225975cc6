import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError } from '@/server/kernel/app-error';
import type { SocketServer } from '@/server/socket/socket-server';
import { securityHeaders } from './content-security-policy';
import { CORS_HEADERS } from './cors';
import type { Head } from './edge';
import { isSocketPath, isSocketUrl } from './upgrade';

/** Refused: a sentence of its own, since a client library shows nothing else of it. */
const NOT_SOCKET_IO = 'Connect with a Socket.IO client of version 3 or 4, and a ticket of POST /api/external/ws-ticket.';

/**
 * A request of Socket.IO's polling transport, once the edge has checked its head. What Engine.IO would refuse in a form of its
 * own is refused here, in the envelope.
 * @throws AppError
 */
export function answerSocketRequest(
  sockets: SocketServer,
  head: Head,
  message: IncomingMessage,
  response: ServerResponse,
): void {
  if (!isSocketPath(head.path)) throw new AppError('RESOURCE_NOT_FOUND');
  if (message.method !== 'GET' && message.method !== 'POST') {
    response.setHeader('Allow', 'GET, POST');
    throw new AppError('METHOD_NOT_ALLOWED');
  }
  checkConnection(sockets, head, 'polling', message.method === 'POST');
  for (const [name, value] of Object.entries({ ...securityHeaders(head.secure), ...CORS_HEADERS }))
    response.setHeader(name, value);
  sockets.handleRequest(message, response, head.info);
}

/** A WebSocket handshake there, the same way. @throws AppError */
export function upgradeSocket(
  sockets: SocketServer,
  head: Head,
  message: IncomingMessage,
  socket: Duplex,
  first: Buffer,
): void {
  checkConnection(sockets, head, 'websocket', false);
  sockets.handleUpgrade(message, socket, first, head.info);
}

/** @param going must it belong to a connection that exists? */
function checkConnection(sockets: SocketServer, head: Head, transport: 'polling' | 'websocket', going: boolean): void {
  const query = new URLSearchParams(head.query);
  const connection = query.get('sid');
  const refused =
    query.get('EIO') !== '4' ||
    query.get('transport') !== transport ||
    (connection === null ? going : !sockets.knows(connection));
  if (refused) throw new AppError('REQUEST_REJECTED', { message: NOT_SOCKET_IO });
  if (connection === null && !sockets.mayBegin(head.info.address)) {
    throw new AppError('RATE_LIMIT_EXCEEDED', { message: 'Too many connections without a ticket.', retryAfter: 5 });
  }
}

export type UpgradeListener = (message: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * Gives WebSocket handshakes at the socket's path to `take`; every other Upgrade request stays an ordinary one (upgrade.ts).
 * @param answer what answers an ordinary request: gives a handshake that `take` refuses its answer.
 */
export function onSocketUpgrade(
  server: Server,
  take: UpgradeListener,
  answer: (message: IncomingMessage, response: ServerResponse, error: unknown) => Promise<void>,
): void {
  server.on('upgrade', (message, socket, head) => {
    if (!isSocketUrl(message.url)) return;
    socket.on('error', () => socket.destroy());
    try {
      take(message, socket, head);
    } catch (error) {
      const response = new ServerResponse(message);
      response.shouldKeepAlive = false;
      response.assignSocket(socket as Parameters<typeof response.assignSocket>[0]);
      response.once('finish', () => socket.end());
      answer(message, response, error).catch(() => socket.destroy());
    }
  });
}
