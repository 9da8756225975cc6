import type { TenantDatabase } from '@/server/db/tenant-database';
import { readEvents, sequenceEvents } from '@/server/domain/events/read-events';
import type { Delivery, Page } from './delivery';
import type { Subscriber } from './subscriber';

const PAGE = 100;
const RETRY_MS = 500;

export type FeedOptions = {
  db: TenantDatabase;
  delivery: Delivery;
  onFailure: (error: unknown) => void;
};

/**
 * Reads one hospital's events for the sockets of this instance, in the order of their positions, once for all of them.
 *
 * A socket is live while it has had everything up to the feed's cursor; then a page that the feed reads is for it too. One that
 * resumes, or reads slowly, is not: it catches up from the outbox by itself, page by page as it takes them, and becomes live in
 * the very step in which it is found to have reached the cursor. So nothing is missed or given twice where the two join.
 */
export class HospitalFeed {
  readonly #hospitalId: string;
  readonly #options: FeedOptions;
  readonly #subscribers = new Set<Subscriber>();
  #cursor: number;
  #running = false;
  #again = false;

  /** @param cursor the position up to which nobody is to hear anything from it. */
  constructor(hospitalId: string, cursor: number, options: FeedOptions) {
    this.#hospitalId = hospitalId;
    this.#cursor = cursor;
    this.#options = options;
  }

  get empty(): boolean {
    return this.#subscribers.size === 0;
  }

  add(subscriber: Subscriber): void {
    this.#subscribers.add(subscriber);
    void this.#catchUp(subscriber);
    // What was committed since its position was read may have been announced before it came.
    this.wake();
  }

  remove(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
    subscriber.live = false;
  }

  /** There may be something new. */
  wake(): void {
    this.#again = true;
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      while (this.#again && !this.empty) {
        this.#again = false;
        await this.#drain();
      }
    } catch (error) {
      // Nothing is lost: the cursor stands where it stood.
      this.#options.onFailure(error);
      setTimeout(() => this.wake(), RETRY_MS).unref();
    } finally {
      this.#running = false;
    }
  }

  async #drain(): Promise<void> {
    const reached = await sequenceEvents(this.#options.db, this.#hospitalId);
    while (this.#cursor < reached && !this.empty) {
      const page = await this.#read(this.#cursor, reached);
      const live = [...this.#subscribers].filter((subscriber) => subscriber.live);
      // In one step with the choice of who hears the page: whoever becomes live later is measured by the new cursor.
      this.#cursor = page.upTo;
      const behind = live.filter((subscriber) => subscriber.congested);
      for (const subscriber of behind) {
        subscriber.live = false;
        void this.#catchUp(subscriber);
      }
      await this.#options.delivery.deliver(
        page,
        live.filter((subscriber) => subscriber.live),
      );
    }
  }

  async #catchUp(subscriber: Subscriber): Promise<void> {
    const { seat } = subscriber;
    try {
      while (this.#subscribers.has(subscriber) && subscriber.open) {
        await subscriber.drained();
        if (seat.position >= this.#cursor) {
          subscriber.live = true;
          return;
        }
        await this.#options.delivery.deliver(await this.#read(seat.position, this.#cursor), [subscriber]);
      }
    } catch (error) {
      this.#options.onFailure(error);
      setTimeout(() => void this.#catchUp(subscriber), RETRY_MS).unref();
    }
  }

  /** @param known a position that is certainly given: a page that is not full has been read at least up to it. */
  async #read(after: number, known: number): Promise<Page> {
    const events = await readEvents(this.#options.db, this.#hospitalId, after, PAGE);
    const last = events.at(-1)?.position ?? after;
    return { events, upTo: events.length < PAGE ? Math.max(known, last) : last };
  }
}
