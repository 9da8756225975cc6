import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type DefaultEventsMap, Server, type Socket } from 'socket.io';
import { AppError } from '@/server/kernel/app-error';
import type { RequestInfo } from '@/server/kernel/request-info';
import { failureSubject } from '@/server/limits/address-failures';
import { toAppError } from '@/server/procedures/to-app-error';
import { type AdmitOptions, admit, type SocketAuth } from './admit';
import type { Audience } from './audience';
import { Counter } from './caps';
import type { Feeds } from './feeds';
import { CLOSING_MS, type Seat, Subscriber } from './subscriber';
import type { Watch } from './watch';

/** Times and sizes; others only in tests that cannot wait. */
export type SocketLimits = {
  /** Until when a connection must have shown a good ticket. */
  connectTimeoutMs: number;
  pingIntervalMs: number;
  pingTimeoutMs: number;
};

export const SOCKET_LIMITS: SocketLimits = { connectTimeoutMs: 5_000, pingIntervalMs: 25_000, pingTimeoutMs: 20_000 };

/** A message of a client; it has nothing to say but its ticket. */
const MAX_MESSAGE_BYTES = 16_384;
/** Connections of one address that have shown no ticket yet. */
const MAX_UNTICKETED = 100;

type Io = Server<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, { seat: Seat }>;
type IoSocket = Socket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, { seat: Seat }>;
type Connection = IoSocket['conn'];
type EngineRequest = Parameters<Io['engine']['handleRequest']>[0];

export type SocketServerOptions = {
  admission: AdmitOptions;
  watch: Watch;
  audience: Audience;
  feeds: Feeds;
  limits?: Partial<SocketLimits>;
};

/**
 * The live events (contract section 6, Socket): Socket.IO behind our edge. The edge hands over requests and upgrades that it
 * has checked; nothing reaches Engine.IO otherwise. A connection has one attempt to show a ticket.
 */
export class SocketServer {
  readonly #options: SocketServerOptions;
  readonly #io: Io;
  /** Of the request with which a connection began. */
  readonly #infos = new WeakMap<IncomingMessage, RequestInfo>();
  readonly #unticketed = new Counter();
  readonly #ticketed = new WeakMap<Connection, () => void>();
  readonly #attempted = new WeakSet<Connection>();
  readonly #upgraded = new Set<Duplex>();
  readonly #handshakes = new WeakMap<IncomingMessage, Duplex>();

  constructor(options: SocketServerOptions) {
    this.#options = options;
    const { connectTimeoutMs, pingIntervalMs, pingTimeoutMs } = { ...SOCKET_LIMITS, ...options.limits };
    this.#io = new Server({
      serveClient: false,
      connectTimeout: connectTimeoutMs,
      pingInterval: pingIntervalMs,
      pingTimeout: pingTimeoutMs,
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      transports: ['polling', 'websocket'],
      allowEIO3: false,
      httpCompression: false,
    });
    // A server that never listens: requests come by handleRequest and handleUpgrade only.
    this.#io.attach(createServer());
    this.#io.engine.on('connection', (connection: Connection) => this.#await(connection));
    this.#io.engine.on('headers', (headers: Record<string, string>, message: IncomingMessage) => {
      const info = this.#infos.get(message);
      if (info) headers['X-Request-ID'] = info.callerRequestId ?? info.requestId;
    });
    this.#io.use((socket, next) => {
      this.#authenticate(socket).then(() => next(), next);
    });
    this.#io.on('connection', (socket) => this.#welcome(socket));
  }

  /** Does this connection exist? */
  knows(connectionId: string): boolean {
    return Object.hasOwn(this.#connections, connectionId);
  }

  /** May the address begin another connection? */
  mayBegin(address: string): boolean {
    return this.#unticketed.of(failureSubject(address)) < MAX_UNTICKETED;
  }

  /** A request of the polling transport. */
  handleRequest(message: IncomingMessage, response: ServerResponse, info: RequestInfo): void {
    this.#infos.set(message, info);
    this.#io.engine.handleRequest(message as EngineRequest, response);
  }

  /** A WebSocket handshake, of a new connection or of one that polls until then. */
  handleUpgrade(message: IncomingMessage, socket: Duplex, head: Buffer, info: RequestInfo): void {
    this.#infos.set(message, info);
    this.#upgraded.add(socket);
    socket.once('close', () => this.#upgraded.delete(socket));
    const polling = new URLSearchParams((message.url ?? '').split('?', 2)[1]).get('sid');
    if (polling === null) this.#handshakes.set(message, socket);
    else this.#connections[polling]?.once('close', () => destroySoon(socket));
    this.#io.engine.handleUpgrade(message as EngineRequest, socket, head);
  }

  /** Ends every socket; resolves when their connections are closed. */
  async close(): Promise<void> {
    this.#io.disconnectSockets(true);
    this.#io.engine.close();
    const closing = [...this.#upgraded].map((socket) => {
      destroySoon(socket);
      return new Promise((resolve) => socket.once('close', resolve));
    });
    await Promise.all(closing);
  }

  /** By their ids; Engine.IO's types leave it out. */
  get #connections(): Record<string, Connection> {
    return (this.#io.engine as unknown as { clients: Record<string, Connection> }).clients;
  }

  /** Counts a new connection for its address until it has shown its ticket, or is gone. */
  #await(connection: Connection): void {
    const info = this.#infos.get(connection.request);
    const ticketed = this.#unticketed.add(failureSubject(info?.address ?? ''));
    this.#ticketed.set(connection, ticketed);
    const socket = this.#handshakes.get(connection.request);
    connection.once('close', () => {
      ticketed();
      if (socket) destroySoon(socket);
    });
  }

  /** @throws Error for the client, with `data`. */
  async #authenticate(socket: IoSocket): Promise<void> {
    const { conn } = socket;
    const info = this.#infos.get(conn.request);
    // A second try on one connection has no place in the client's protocol, and would be a cheap way to guess.
    if (!info || this.#attempted.has(conn)) {
      conn.close();
      throw refusal(new AppError('UNAUTHORIZED'), '');
    }
    this.#attempted.add(conn);
    try {
      const auth: SocketAuth = isRecord(socket.handshake.auth) ? socket.handshake.auth : {};
      socket.data.seat = await admit(auth, info, this.#options.admission, (leave) => {
        if (conn.readyState === 'open') conn.once('close', leave);
        else leave();
      });
      this.#ticketed.get(conn)?.();
    } catch (error) {
      throw refusal(toAppError(error), info.callerRequestId ?? info.requestId);
    }
  }

  #welcome(socket: IoSocket): void {
    const { audience, feeds, watch } = this.#options;
    const subscriber = new Subscriber(socket, socket.data.seat);
    audience.add(subscriber);
    socket.once('disconnect', () => {
      audience.remove(subscriber);
      feeds.remove(subscriber);
      subscriber.forgetEnd();
      // A client that leaves by packet could keep the connection for nothing.
      socket.conn.close();
    });
    // What was changed while it was let in was announced before anybody knew of it.
    void watch.check([subscriber]);
    feeds.add(subscriber);
  }
}

/** A client has little time to answer the end of its connection; without that it could keep it half a minute. */
function destroySoon(socket: Duplex): void {
  const deadline = setTimeout(() => socket.destroy(), CLOSING_MS).unref();
  socket.once('close', () => clearTimeout(deadline));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a client reads as `err.message` and `err.data`. */
function refusal(error: AppError, requestId: string): Error {
  return Object.assign(new Error(error.message), { data: { code: error.code, request_id: requestId } });
}
