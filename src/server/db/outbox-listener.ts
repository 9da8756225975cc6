import { Socket } from 'node:net';
import { Client } from 'pg';

/** @param hospitalId whose outbox has something new; null: nobody can say, since the connection was lost meanwhile. */
export type OutboxHandler = (hospitalId: string | null) => void;

const BEAT_MS = 1_000;
const SILENCE_MS = 3_000;
const RECONNECT_MS = 250;

/**
 * Hears when a transaction with events has committed, at whatever instance. On a connection of its own: a flood of events must
 * not come in the way of the ChangeListener's beats. A half-open connection gives no error for minutes, so each second it is
 * asked; after a loss everything is to be looked at anew.
 */
export class OutboxListener {
  readonly #connectionString: string;
  readonly #channel: string;
  readonly #handler: OutboxHandler;
  #client: Client | null = null;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(connectionString: string, channel: string, handler: OutboxHandler) {
    this.#connectionString = connectionString;
    this.#channel = channel;
    this.#handler = handler;
  }

  /** Resolves when it listens; from then on it reconnects by itself. @throws the first connection's error. */
  async start(): Promise<void> {
    const socket = new Socket();
    const client = new Client({
      connectionString: this.#connectionString,
      application_name: 'trilock-outbox',
      keepAlive: true,
      connectionTimeoutMillis: SILENCE_MS,
      query_timeout: SILENCE_MS,
      stream: () => socket,
    });
    const lost = () => {
      if (this.#client === client) this.#reconnect();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => this.#handler(payload ?? null));
    try {
      await client.connect();
      await client.query(`LISTEN ${client.escapeIdentifier(this.#channel)}`);
    } catch (error) {
      socket.destroy();
      throw error;
    }
    if (this.#closed) return void socket.destroy();
    this.#client = client;
    this.#handler(null);
    this.#beat(client, socket);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => {});
  }

  #beat(client: Client, socket: Socket): void {
    this.#timer = setTimeout(async () => {
      try {
        await client.query('SELECT 1');
        if (this.#client === client) this.#beat(client, socket);
      } catch {
        // Its 'error' or 'end' event takes it out of use.
        socket.destroy();
      }
    }, BEAT_MS).unref();
  }

  #reconnect(): void {
    this.#client = null;
    clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#timer = setTimeout(() => {
      this.start().catch(() => this.#reconnect());
    }, RECONNECT_MS).unref();
  }
}
