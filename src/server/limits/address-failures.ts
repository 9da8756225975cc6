import ipaddr from 'ipaddr.js';

const WINDOW_MS = 60_000;
/** Addresses remembered at most; about 10 MB. */
const CAPACITY = 100_000;

/** The failures of one address, as headers show them. */
export type FailureState = {
  /** Failures a window. */
  limit: number;
  remaining: number;
  /** Epoch milliseconds at which the window ends; without one, when one that began now would. */
  resetAt: number;
  /** Of `state`: is the limit used up, so that a further failure would be past it? Of `record`: is this failure past it? */
  exceeded: boolean;
};

type Window = { count: number; resetAt: number };

/**
 * Under what an address is counted: IPv4 as it is, IPv4-mapped IPv6 as its IPv4, IPv6 by its /64, which is what one
 * subscriber has. Anything that is no address counts as itself.
 */
export function failureSubject(address: string): string {
  // A zone (fe80::1%eth0) is the receiver's business.
  const bare = address.split('%', 1)[0] ?? '';
  if (!ipaddr.isValid(bare)) return address;
  const parsed = ipaddr.process(bare);
  if (parsed instanceof ipaddr.IPv6) {
    const prefix = parsed.parts.slice(0, 4).map((part) => part.toString(16));
    return `${prefix.join(':')}::/64`;
  }
  return parsed.toString();
}

/**
 * Failed authentications by address in fixed windows of one minute, each from its first failure (contract section 4).
 * Synchronous, so that of any number of failures at once exactly `limit` are within it.
 */
export class AddressFailures {
  readonly #limit: number;
  readonly #now: () => number;
  readonly #capacity: number;
  // All windows are equally long, so insertion order is the order in which they end.
  readonly #windows = new Map<string, Window>();

  /**
   * @param limit failures a minute (`AUTH_FAILURES_PER_MINUTE`).
   * @param now epoch milliseconds.
   */
  constructor(limit: number, now: () => number = Date.now, capacity = CAPACITY) {
    this.#limit = limit;
    this.#now = now;
    this.#capacity = capacity;
  }

  /** Where the address stands; counts nothing. */
  state(address: string): FailureState {
    const now = this.#now();
    // Every request asks; mostly nobody has failed, and then the address need not be taken apart.
    const window = this.#windows.size === 0 ? undefined : this.#current(failureSubject(address), now);
    return this.#show(window ?? { count: 0, resetAt: now + WINDOW_MS }, false);
  }

  /** Counts one failure. */
  record(address: string): FailureState {
    const now = this.#now();
    const subject = failureSubject(address);
    let window = this.#current(subject, now);
    if (!window) {
      window = { count: 0, resetAt: now + WINDOW_MS };
      this.#makeRoom(now);
      this.#windows.delete(subject);
      this.#windows.set(subject, window);
    }
    window.count++;
    return this.#show(window, true);
  }

  #current(subject: string, now: number): Window | undefined {
    const window = this.#windows.get(subject);
    return window && window.resetAt > now ? window : undefined;
  }

  #show({ count, resetAt }: Window, counted: boolean): FailureState {
    const remaining = Math.max(this.#limit - count, 0);
    return { limit: this.#limit, remaining, resetAt, exceeded: counted ? count > this.#limit : count >= this.#limit };
  }

  #makeRoom(now: number): void {
    for (const [subject, window] of this.#windows) {
      if (window.resetAt > now && this.#windows.size < this.#capacity) return;
      this.#windows.delete(subject);
    }
  }
}
