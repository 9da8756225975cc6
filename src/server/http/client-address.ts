import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { isAllowed, normalizeAddress } from '@/server/kernel/ip-blocks';

/** Who is at the other end, and how it came. */
export type Client = { address: string; secure: boolean };

/**
 * The client as the connection says, or, where the peer is a trusted proxy, as its headers say: the right-most address of
 * X-Forwarded-For that is not itself trusted. Threat: anybody can send these headers, so from any other peer they are not read.
 * @param trusted addresses and CIDR blocks (TRUST_PROXY).
 */
export function clientOf(message: IncomingMessage, trusted: readonly string[]): Client {
  const peer = peerOf(message.socket);
  const encrypted = 'encrypted' in message.socket && message.socket.encrypted === true;
  if (trusted.length === 0 || !isAllowed(peer, trusted)) return { address: peer, secure: encrypted };
  return { address: forwardedAddress(message, trusted) ?? peer, secure: forwardedSecure(message) ?? encrypted };
}

// The peer of a connection never changes, and a connection serves many requests.
const peers = new WeakMap<Socket, string>();

function peerOf(socket: Socket): string {
  const known = peers.get(socket);
  if (known !== undefined) return known;
  const peer = normalizeAddress(socket.remoteAddress ?? '') ?? 'unknown';
  peers.set(socket, peer);
  return peer;
}

function forwardedAddress(message: IncomingMessage, trusted: readonly string[]): string | null {
  const header = message.headers['x-forwarded-for'];
  const hops = (Array.isArray(header) ? header.join(',') : (header ?? ''))
    .split(',')
    .map((hop) => normalizeAddress(withoutPort(hop.trim())));
  for (const hop of hops.reverse()) {
    // A hop that is no address ends what can be believed.
    if (hop === null) return null;
    if (!isAllowed(hop, trusted)) return hop;
  }
  return null;
}

/** Some proxies add the client's port: 203.0.113.7:52345, [2001:db8::1]:443. What has another form stays as it is. */
function withoutPort(hop: string): string {
  const [, bracketed, plain] = /^(?:\[([^\]]+)\]|([\d.]+))(?::\d{1,5})?$/.exec(hop) ?? [];
  if (bracketed?.includes(':')) return bracketed;
  return plain ?? hop;
}

function forwardedSecure(message: IncomingMessage): boolean | null {
  const header = message.headers['x-forwarded-proto'];
  if (header === undefined) return null;
  const last = (Array.isArray(header) ? header.join(',') : header).split(',').at(-1)?.trim();
  return last === 'https';
}
