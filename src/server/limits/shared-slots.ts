import { randomUUID } from 'node:crypto';
import { shareOf } from './failure-counter';
import type { SharedStore } from './shared-store';

/** What an instance that died held is free again after this. */
const HELD_MS = 30_000;
const RENEW_MS = 10_000;

/** Gives a slot back; a second call does nothing. */
export type Release = () => void;

/**
 * How many of something may be open at once by subject, such as the sockets of a key: exactly `limit` over all instances. While the
 * store is lost each instance gives out its share, and what it holds already counts.
 */
export class SharedSlots {
  readonly #name: string;
  readonly #store: SharedStore;
  /** Held by this process: slot to subject. */
  readonly #held = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  /** @param name of what is counted, for the keys in the store. */
  constructor(store: SharedStore, name: string) {
    this.#store = store;
    this.#name = name;
    store.every(RENEW_MS, () => this.#renew());
  }

  /** @returns null where all slots of the subject are taken. */
  async take(subject: string, limit: number): Promise<Release | null> {
    const slot = randomUUID();
    const { client } = this.#store;
    const free = await this.#store.count(
      async () => {
        // Nothing is counted in the first key: only what is open counts.
        const [begun] = await client.trilockBegin(this.#key('none', subject), this.#key('held', subject), limit, slot, HELD_MS);
        return begun === 1;
      },
      (instances) => this.#count(subject) < shareOf(limit, instances),
    );
    if (!free) return null;
    this.#held.set(slot, subject);
    this.#counts.set(subject, this.#count(subject) + 1);
    return () => this.#release(slot);
  }

  #release(slot: string): void {
    const subject = this.#held.get(slot);
    if (subject === undefined) return;
    this.#held.delete(slot);
    const left = this.#count(subject) - 1;
    if (left > 0) this.#counts.set(subject, left);
    else this.#counts.delete(subject);
    // Lost on its way, it is free again when its time is over.
    this.#tell(({ client }) => client.zrem(this.#key('held', subject), slot));
  }

  /** Also tells a store that has forgotten everything. */
  #renew(): void {
    for (const [slot, subject] of this.#held) {
      this.#tell(({ client }) => client.trilockPresent(this.#key('held', subject), slot, HELD_MS));
    }
  }

  #tell(command: (store: SharedStore) => Promise<unknown>): void {
    void this.#store.count(
      async () => void (await command(this.#store)),
      () => undefined,
    );
  }

  #count(subject: string): number {
    return this.#counts.get(subject) ?? 0;
  }

  #key(kind: 'held' | 'none', subject: string): string {
    return `trilock:${this.#name}-${kind}:${subject}`;
  }
}
