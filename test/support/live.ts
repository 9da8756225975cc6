import { io, type Socket } from 'socket.io-client';
import type { TestApp } from './app';
import type { PartnerKey } from './factory';
import { send } from './http';

/** An event as a client receives it. */
export type LiveEvent = {
  id: string;
  type: string;
  occurred_at: string;
  hospital_id: string;
  branch_id: string | null;
  data: Record<string, unknown>;
};

export type Ticket = { token: string; ws_url: string; ws_path: string };

/** What a client is told that is not let in. */
export type ConnectError = Error & { data?: { code: string; request_id: string } };

type Auth = Record<string, unknown>;

export async function ticketFor(app: Pick<TestApp, 'url'>, key: Pick<PartnerKey, 'headers'>): Promise<Ticket> {
  const reply = await send(app, 'POST', '/api/external/ws-ticket', { headers: key.headers });
  if (reply.status !== 201) throw new Error(`no ticket: ${reply.text}`);
  return (reply.body as { data: Ticket }).data;
}

/** A client of the official library and everything that it has received. */
export type Live = {
  socket: Socket;
  events: LiveEvent[];
  /** Settles when it is connected, or refused. */
  connected: Promise<void>;
  /** The reason, once it is disconnected. */
  disconnected: Promise<string>;
  /** Resolves as soon as there are so many events. */
  received: (count: number) => Promise<LiveEvent[]>;
  close: () => void;
};

/** The published recipe, as it stands; `auth` and the options of the client beside it. */
export function openLive(ticket: Ticket, auth: Auth = {}, options: Parameters<typeof io>[1] = {}): Live {
  const { token, ws_url, ws_path } = ticket;
  const socket = io(ws_url, { path: ws_path, auth: { token, ...auth }, forceNew: true, reconnection: false, ...options });
  const events: LiveEvent[] = [];
  const waiting: { count: number; resolve: (events: LiveEvent[]) => void }[] = [];
  const connected = new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  connected.catch(() => {});
  const disconnected = new Promise<string>((resolve) => socket.once('disconnect', resolve));
  socket.onAny((_type: string, event: LiveEvent) => {
    events.push(event);
    for (const one of waiting.splice(0)) {
      if (events.length >= one.count) one.resolve(events);
      else waiting.push(one);
    }
  });
  const received = (count: number) =>
    events.length >= count ? Promise.resolve(events) : new Promise<LiveEvent[]>((resolve) => waiting.push({ count, resolve }));
  return { socket, events, connected, disconnected, received, close: () => void socket.disconnect() };
}

/** Connects with a new ticket of the key. */
export async function live(
  app: Pick<TestApp, 'url'>,
  key: Pick<PartnerKey, 'headers'>,
  auth: Auth = {},
  options: Parameters<typeof io>[1] = {},
): Promise<Live> {
  const opened = openLive(await ticketFor(app, key), auth, { transports: ['websocket'], ...options });
  await opened.connected;
  return opened;
}

/** The code with which a socket is refused. */
export async function refusalOf(opened: Live): Promise<string | undefined> {
  try {
    await opened.connected;
    return 'connected';
  } catch (error) {
    return (error as ConnectError).data?.code ?? (error as Error).message;
  } finally {
    opened.close();
  }
}
