import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { safeError } from '@/server/kernel/logger';
import { StartupError } from '@/server/kernel/startup-error';
import { type SharedClient, withCommands } from './shared-commands';
import { withinDeadline } from './within-deadline';

/** Told when the store is lost and when it is there again, once each time, and how many share it. */
export type SharedStoreLog = {
  warn(details: { instances: number; error: ReturnType<typeof safeError> }, message: string): void;
  info(details: { instances: number }, message: string): void;
};

const BEAT_MS = 1_000;
const BEAT_WHILE_LOST_MS = 250;
/** An instance that was not heard of for so long is not counted any more. */
const PRESENT_MS = 5_000;
const CONNECT_MS = 3_000;
/** A connection that owes an answer for so long is given up, and a new one made. */
const SILENT_MS = 2_000;

const INSTANCES = 'trilock:instances';

/**
 * The Redis that several instances count in (REDIS_URL).
 *
 * No request fails because of it or waits for it longer than `REDIS_TIMEOUT_MS`: if it fails to answer, this instance counts
 * alone, with its share of each limit, until one of the beats that go on meanwhile is answered. The same beats tell how many
 * instances there are.
 */
export class SharedStore {
  readonly #client: SharedClient;
  readonly #timeoutMs: number;
  readonly #log: SharedStoreLog;
  readonly #name = randomUUID();
  #instances = 1;
  #lost = false;
  /** When the store was found again. */
  #gainedAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  readonly #work: NodeJS.Timeout[] = [];

  private constructor(client: SharedClient, timeoutMs: number, log: SharedStoreLog) {
    this.#client = client;
    this.#timeoutMs = timeoutMs;
    this.#log = log;
  }

  /**
   * Connects, and from then on reconnects by itself.
   * @param timeoutMs how long an answer is waited for (`REDIS_TIMEOUT_MS`).
   * @throws StartupError: an instance that counted alone from its start would do so unnoticed.
   */
  static async connect(url: string, timeoutMs: number, log: SharedStoreLog): Promise<SharedStore> {
    const client = withCommands(
      new Redis(url, {
        lazyConnect: true,
        connectTimeout: CONNECT_MS,
        socketTimeout: SILENT_MS,
        // What was sent may have been counted; what could not be sent is counted here.
        autoResendUnfulfilledCommands: false,
        enableOfflineQueue: false,
        maxRetriesPerRequest: 0,
        retryStrategy: () => BEAT_WHILE_LOST_MS,
        // The server has become a replica: its name leads to another one now.
        reconnectOnError: (error) => error.message.startsWith('READONLY'),
      }),
    );
    let last: unknown;
    // Without a listener each failed attempt to reconnect would be written to the terminal.
    client.on('error', (error) => {
      last = error;
    });
    const store = new SharedStore(client, timeoutMs, log);
    try {
      await client.connect();
      await store.#present(CONNECT_MS);
    } catch (error) {
      client.disconnect();
      throw unreachable(url, last ?? error);
    }
    store.#schedule(BEAT_MS);
    return store;
  }

  /** The client, for what is made once; ask it only within `count`. */
  get client(): SharedClient {
    return this.#client;
  }

  /** How many instances share the store, as last heard; at least 1. */
  get instances(): number {
    return this.#instances;
  }

  /** Counts in the store, or, while it is lost, with `alone`, which is told among how many instances a limit is divided. */
  async count<T>(shared: () => Promise<T>, alone: (instances: number) => T | Promise<T>): Promise<T> {
    if (this.#lost) return alone(this.#instances);
    try {
      return await withinDeadline(shared(), this.#timeoutMs);
    } catch (error) {
      this.#lose(error);
      return alone(this.#instances);
    }
  }

  /** Does `work` every so many milliseconds until the store is closed. */
  every(ms: number, work: () => void): void {
    this.#work.push(setInterval(work, ms).unref());
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const timer of this.#work) clearInterval(timer);
    if (!this.#lost) await withinDeadline(this.#client.zrem(INSTANCES, this.#name), this.#timeoutMs).catch(() => {});
    this.#client.disconnect();
  }

  async #present(timeoutMs: number): Promise<void> {
    const heard = await withinDeadline(this.#client.trilockPresent(INSTANCES, this.#name, PRESENT_MS), timeoutMs);
    // A Redis that has just started knows only those who have come back so far.
    const settled = !this.#lost && performance.now() - this.#gainedAt >= PRESENT_MS;
    const instances = settled ? heard : Math.max(heard, this.#instances);
    if (instances !== this.#instances) this.#log.info({ instances }, 'another number of instances shares the limits');
    this.#instances = instances;
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#timer = setTimeout(() => this.#beat(), ms).unref();
  }

  async #beat(): Promise<void> {
    try {
      await this.#present(this.#timeoutMs);
      if (this.#lost) this.#regain();
    } catch (error) {
      this.#lose(error);
    }
    this.#schedule(this.#lost ? BEAT_WHILE_LOST_MS : BEAT_MS);
  }

  #regain(): void {
    this.#lost = false;
    this.#gainedAt = performance.now();
    this.#log.info({ instances: this.#instances }, 'Redis answers again: limits are shared');
  }

  #lose(error: unknown): void {
    if (this.#lost || this.#closed) return;
    this.#lost = true;
    const details = { instances: this.#instances, error: safeError(error) };
    this.#log.warn(details, 'Redis does not answer: this instance counts alone, with its share of each limit');
    // One answer that came late is no outage.
    this.#schedule(0);
  }
}

/** Neither the user nor the password of the URL is in it. */
function unreachable(url: string, error: unknown): StartupError {
  const { hostname, port } = new URL(url);
  const { code, message = '' } = error as { code?: string; message?: string };
  // Redis begins what it refuses with a word in capitals (WRONGPASS, NOAUTH); the rest may quote.
  const reason = code ?? /^[A-Z]+(?= )/.exec(message)?.[0] ?? 'no answer';
  return new StartupError(
    `The Redis of REDIS_URL at ${hostname}:${port || 6379} cannot be used (${reason}).`,
    'Start it or mend REDIS_URL; a single instance needs none.',
    { cause: error },
  );
}
