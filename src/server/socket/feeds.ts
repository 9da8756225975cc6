import { sequenceEvents } from '@/server/domain/events/read-events';
import { type FeedOptions, HospitalFeed } from './hospital-feed';
import type { Subscriber } from './subscriber';

/** After so many announcements for nobody a hospital's events get their positions, lest its next socket waits for them all. */
const UNHEARD = 500;

/** The feeds of the hospitals that somebody listens to here; of others nothing is read. */
export class Feeds {
  readonly #options: FeedOptions;
  readonly #feeds = new Map<string, HospitalFeed>();
  readonly #unheard = new Map<string, number>();

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  add(subscriber: Subscriber): void {
    const { hospitalId, reached } = subscriber.seat;
    let feed = this.#feeds.get(hospitalId);
    if (!feed) {
      feed = new HospitalFeed(hospitalId, reached, this.#options);
      this.#feeds.set(hospitalId, feed);
    }
    feed.add(subscriber);
  }

  remove(subscriber: Subscriber): void {
    const { hospitalId } = subscriber.seat;
    const feed = this.#feeds.get(hospitalId);
    feed?.remove(subscriber);
    if (feed?.empty) this.#feeds.delete(hospitalId);
  }

  /** @param hospitalId whose outbox has something new; null: nobody can say. */
  wake(hospitalId: string | null): void {
    const concerned = hospitalId === null ? [...this.#feeds.values()] : [this.#feeds.get(hospitalId)];
    for (const feed of concerned) feed?.wake();
    if (hospitalId !== null && !this.#feeds.has(hospitalId)) this.#keepUp(hospitalId);
  }

  #keepUp(hospitalId: string): void {
    const unheard = (this.#unheard.get(hospitalId) ?? 0) + 1;
    if (unheard < UNHEARD) return void this.#unheard.set(hospitalId, unheard);
    this.#unheard.delete(hospitalId);
    sequenceEvents(this.#options.db, hospitalId).catch(this.#options.onFailure);
  }
}
