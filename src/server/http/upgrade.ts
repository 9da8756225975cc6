import { IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';

/** Where the live events are (contract section 6, Socket); Socket.IO's clients add the slash. */
export function isSocketPath(path: string): boolean {
  return path === '/ws' || path === '/ws/';
}

/** The same of a request's target, with its query. */
export function isSocketUrl(url: string | undefined): boolean {
  return isSocketPath((url ?? '').split('?', 1)[0] ?? '');
}

const asked = Symbol('upgrade');
type WithServer = Socket & { server?: Server };

/**
 * A request that leaves HTTP only for a WebSocket at the socket's path.
 *
 * Once anybody listens for upgrades, Node takes every request with an `Upgrade` header out of HTTP: its body is not read, and if
 * nobody answers it stays open and silent. Java's client asks for h2c in its first request, whatever that is. So the request
 * says itself that it asks for nothing, and is an ordinary one (RFC 9110, 7.8: a server may pass over it). Where Next listens
 * too, in development, it is asked as always.
 */
export class EdgeMessage extends IncomingMessage {
  [asked] = false;

  get upgrade(): boolean {
    if (!this[asked] || this.method === 'CONNECT') return this[asked] ?? false;
    const isHandshake = this.headers.upgrade?.toLowerCase() === 'websocket' && isSocketUrl(this.url);
    return isHandshake || ((this.socket as WithServer).server?.listenerCount('upgrade') ?? 0) > 1;
  }

  set upgrade(value: boolean) {
    this[asked] = value;
  }
}
