import { failureSubject } from '@/server/limits/address-failures';

/** Sockets that may be open at once (contract section 6, Socket). */
export const SOCKETS_A_KEY = 20;
export const SOCKETS_AN_ADDRESS = 100;

/** Gives back a seat; more than once does no harm. */
export type Leave = () => void;

/** Who counts open sockets: in memory, or together with the other instances. */
export type SocketCaps = {
  /** @returns null where the key or the address has as many as it may. */
  enter(keyId: string, address: string): Leave | null | Promise<Leave | null>;
};

/** Counts by name in memory; a name without a count is forgotten. */
export class Counter {
  readonly #counts = new Map<string, number>();

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  /** Counts one more of the name. @returns what takes it back, once. */
  add(name: string): Leave {
    this.#counts.set(name, this.of(name) + 1);
    let counted = true;
    return () => {
      if (!counted) return;
      counted = false;
      const left = this.of(name) - 1;
      if (left > 0) this.#counts.set(name, left);
      else this.#counts.delete(name);
    };
  }
}

/** The caps of this instance. Synchronous, so that of any number at once no more than the cap get in. */
export class MemoryCaps implements SocketCaps {
  readonly #keys = new Counter();
  readonly #addresses = new Counter();

  enter(keyId: string, address: string): Leave | null {
    // An IPv6 subscriber has 2^64 addresses, so its network counts as one, as for failures.
    const subject = failureSubject(address);
    if (this.#keys.of(keyId) >= SOCKETS_A_KEY || this.#addresses.of(subject) >= SOCKETS_AN_ADDRESS) return null;
    const leaves = [this.#keys.add(keyId), this.#addresses.add(subject)];
    return () => {
      for (const leave of leaves) leave();
    };
  }
}
