import { Socket } from 'node:net';
import { Client } from 'pg';

/** What a NOTIFY names: `key:<id>`, `user:<id>`, `hospital:<id>`. */
export type ChangeHandler = (kind: string, id: string) => void;

const BEAT_MS = 25;
/** A beat that began longer ago proves nothing: rule 8 of contract section 1 allows 100 ms in all. */
const FRESH_MS = 75;
const CONNECTED_MS = 3_000;
const RECONNECT_MS = 250;

type Line = { client: Client; socket: Socket };

/**
 * Hears of every change to credentials, people and freezes, from every instance. While it hears, records may be cached;
 * `fresh()` is what says so.
 *
 * A half-open connection gives no error for minutes, so silence proves nothing. The listener asks `SELECT 1` every 25 ms on
 * the connection that listens: the answer comes after every notification that was sent before it, so a beat that began
 * under 75 ms ago and was answered proves that nothing older was missed. A beat without an answer for 3 s ends the connection,
 * and a new one is made.
 */
export class ChangeListener {
  readonly #connectionString: string;
  readonly #handlers = new Set<ChangeHandler>();
  #line: Line | null = null;
  #lastBeatBegan = Number.NEGATIVE_INFINITY;
  #generation = 0;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(connectionString: string) {
    this.#connectionString = connectionString;
  }

  /** Raised by every notification and by every loss of the connection. A record read before a raise may be old. */
  get generation(): number {
    return this.#generation;
  }

  /** May a cached record be used now? */
  fresh(): boolean {
    return performance.now() - this.#lastBeatBegan < FRESH_MS;
  }

  /** Does it listen at all? A busy process may be connected and not fresh for a moment: slower, not wrong. */
  connected(): boolean {
    return performance.now() - this.#lastBeatBegan < CONNECTED_MS;
  }

  onChange(handler: ChangeHandler): void {
    this.#handlers.add(handler);
  }

  /** Resolves when it listens; from then on it reconnects by itself. @throws the first connection's error. */
  async start(): Promise<void> {
    await this.#connect();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#line?.client.end().catch(() => {});
  }

  async #connect(): Promise<void> {
    const socket = new Socket();
    const client = new Client({
      connectionString: this.#connectionString,
      application_name: 'trilock-listener',
      keepAlive: true,
      pipeline: true,
      connectionTimeoutMillis: CONNECTED_MS,
      // Ours, since pg ends a pipelined connection only after its answers, for which nobody may wait here.
      stream: () => socket,
    });
    const line = { client, socket };
    const lost = () => {
      if (this.#line === line) this.#lose();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''));
    try {
      await client.connect();
      await ask(line, 'LISTEN trilock_invalidate');
    } catch (error) {
      socket.destroy();
      throw error;
    }
    if (this.#closed) return void socket.destroy();
    this.#line = line;
    // What happened while nobody listened is unknown.
    this.#hear('all:');
    await this.#beat(line);
  }

  #hear(payload: string): void {
    this.#generation++;
    const colon = payload.indexOf(':');
    for (const handler of this.#handlers) handler(payload.slice(0, colon), payload.slice(colon + 1));
  }

  async #beat(line: Line): Promise<void> {
    const began = performance.now();
    try {
      await ask(line, 'SELECT 1');
    } catch {
      // Its 'error' or 'end' event takes it out of use.
      return;
    }
    if (this.#line !== line || this.#closed) return;
    this.#lastBeatBegan = began;
    this.#timer = setTimeout(() => this.#beat(line), BEAT_MS).unref();
  }

  #lose(): void {
    this.#line = null;
    this.#generation++;
    this.#lastBeatBegan = Number.NEGATIVE_INFINITY;
    clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#connect().catch(() => this.#lose());
    }, RECONNECT_MS).unref();
  }
}

/** Asks on a connection that is ended if it stays silent. */
async function ask({ client, socket }: Line, sql: string): Promise<void> {
  const silence = setTimeout(() => socket.destroy(), CONNECTED_MS).unref();
  try {
    await client.query(sql);
  } finally {
    clearTimeout(silence);
  }
}
