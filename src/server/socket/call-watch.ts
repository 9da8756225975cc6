import type { TenantDatabase } from '@/server/db/tenant-database';
import { type CallChange, readCallChanges } from '@/server/domain/events/read-call-changes';
import { sequenceEvents } from '@/server/domain/events/read-events';

/** @param changes the calls in which something has happened since what it heard before; null: whatever may have changed. */
export type CallListener = (changes: readonly CallChange[] | null) => void;

export type CallWatchOptions = {
  db: TenantDatabase;
  onFailure: (error: unknown) => void;
  /** Milliseconds between two looks, at least: what happens meanwhile is told together. */
  intervalMs?: number;
};

const RETRY_MS = 500;

/**
 * Tells listeners of this process in which calls of their hospital something happened, at whatever instance, from the outbox:
 * nothing is told before it is committed, and nothing that was committed after a listener's first word is left out. Of hospitals
 * to which nobody listens nothing is read.
 */
export class CallWatch {
  readonly #options: Required<CallWatchOptions>;
  readonly #rooms = new Map<string, Room>();

  constructor(options: CallWatchOptions) {
    this.#options = { intervalMs: 250, ...options };
  }

  /**
   * The first word is null, once it is certain from where on the listener hears of everything.
   * @returns the function that ends the subscription.
   */
  subscribe(hospitalId: string, listener: CallListener): () => void {
    let room = this.#rooms.get(hospitalId);
    if (!room) {
      room = new Room(hospitalId, this.#options);
      this.#rooms.set(hospitalId, room);
    }
    const joined = room;
    joined.add(listener);
    return () => {
      joined.remove(listener);
      if (joined.empty && this.#rooms.get(hospitalId) === joined) this.#rooms.delete(hospitalId);
    };
  }

  /** @param hospitalId whose outbox has something new; null: nobody can say. */
  wake(hospitalId: string | null): void {
    const concerned = hospitalId === null ? [...this.#rooms.values()] : [this.#rooms.get(hospitalId)];
    for (const room of concerned) room?.wake();
  }
}

/** Who listens to one hospital, and up to which position all of them have heard. */
class Room {
  readonly #hospitalId: string;
  readonly #options: Required<CallWatchOptions>;
  readonly #listeners = new Set<CallListener>();
  readonly #newcomers = new Set<CallListener>();
  #cursor: number | null = null;
  #looking = false;
  #again = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(hospitalId: string, options: Required<CallWatchOptions>) {
    this.#hospitalId = hospitalId;
    this.#options = options;
  }

  get empty(): boolean {
    return this.#listeners.size === 0;
  }

  add(listener: CallListener): void {
    this.#listeners.add(listener);
    this.#newcomers.add(listener);
    this.wake();
  }

  remove(listener: CallListener): void {
    this.#listeners.delete(listener);
    this.#newcomers.delete(listener);
    if (this.empty && this.#timer) clearTimeout(this.#timer);
  }

  wake(): void {
    this.#again = true;
    if (!this.#looking && this.#timer === null) void this.#look();
  }

  async #look(): Promise<void> {
    this.#looking = true;
    this.#again = false;
    let pause = this.#options.intervalMs;
    try {
      await this.#tell();
    } catch (error) {
      // Nothing is lost: the cursor stands where it stood.
      this.#options.onFailure(error);
      this.#again = true;
      pause = RETRY_MS;
    }
    this.#looking = false;
    if (this.empty) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#again) void this.#look();
    }, pause).unref();
  }

  async #tell(): Promise<void> {
    const { db } = this.#options;
    const reached = await sequenceEvents(db, this.#hospitalId);
    const before = this.#cursor ?? reached;
    const changes = before < reached ? await readCallChanges(db, this.#hospitalId, before, reached) : [];
    this.#cursor = reached;
    for (const listener of [...this.#listeners]) {
      if (this.#newcomers.delete(listener)) listener(null);
      else if (changes.length > 0) listener(changes);
    }
  }
}
