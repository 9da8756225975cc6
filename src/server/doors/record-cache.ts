import type { ChangeListener } from '@/server/db/change-listener';

type Entry<T> = { value: T; tags: readonly string[] };

/**
 * Records of credentials kept in the process. A record counts only while the listener is fresh, so a cache that missed an
 * invalidation serves nothing; absent records are never kept, so a guess cannot fill it and a new key works at once.
 */
export class RecordCache<T> {
  readonly #listener: ChangeListener;
  readonly #capacity: number;
  readonly #entries = new Map<string, Entry<T>>();
  readonly #byTag = new Map<string, Set<string>>();

  /** @param capacity records kept; the oldest makes room. */
  constructor(listener: ChangeListener, capacity: number) {
    this.#listener = listener;
    this.#capacity = capacity;
    listener.onChange((kind, id) => this.#invalidate(kind, id));
  }

  /** The record if it is known and may be used now. Synchronous: the hot path pays no promise for it. */
  peek(key: string): T | undefined {
    return this.#listener.fresh() ? this.#entries.get(key)?.value : undefined;
  }

  /**
   * The record, from the cache or by `load`.
   * @param tags what each record depends on, as `kind:id`; a change to any of them drops it.
   */
  async get(key: string, load: () => Promise<T | null>, tags: (value: T) => readonly string[]): Promise<T | null> {
    const known = this.peek(key);
    if (known !== undefined) return known;
    const generation = this.#listener.generation;
    const value = await load();
    // An invalidation that came while the query was under way may be about this very record.
    if (value !== null && generation === this.#listener.generation && this.#listener.fresh())
      this.#store(key, value, tags(value));
    return value;
  }

  #store(key: string, value: T, tags: readonly string[]): void {
    this.#drop(key);
    if (this.#entries.size >= this.#capacity) {
      const oldest = this.#entries.keys().next().value;
      if (oldest !== undefined) this.#drop(oldest);
    }
    this.#entries.set(key, { value, tags });
    for (const tag of tags) {
      const keys = this.#byTag.get(tag) ?? new Set();
      this.#byTag.set(tag, keys.add(key));
    }
  }

  #drop(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    for (const tag of entry.tags) {
      const keys = this.#byTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) this.#byTag.delete(tag);
    }
  }

  #invalidate(kind: string, id: string): void {
    if (kind === 'all') {
      this.#entries.clear();
      this.#byTag.clear();
      return;
    }
    for (const key of [...(this.#byTag.get(`${kind}:${id}`) ?? [])]) this.#drop(key);
  }
}
