import ipaddr from 'ipaddr.js';
import type { Attempt, FailureCounter, FailureState } from './failure-counter';

export type { FailureState } from './failure-counter';

/** Failed authentications of one address are counted for a minute (contract section 4). */
export const ADDRESS_WINDOW_MS = 60_000;

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

/** Failed authentications by address, in fixed windows of one minute, each from its first failure (contract section 4). */
export class AddressFailures implements FailureCounter {
  readonly #counter: FailureCounter;

  /** @param counter of `AUTH_FAILURES_PER_MINUTE`, in memory or shared. */
  constructor(counter: FailureCounter) {
    this.#counter = counter;
  }

  state(address: string): FailureState | Promise<FailureState> {
    return this.#counter.state(failureSubject(address));
  }

  record(address: string): FailureState | Promise<FailureState> {
    return this.#counter.record(failureSubject(address));
  }

  begin(address: string): Attempt | Promise<Attempt> {
    return this.#counter.begin(failureSubject(address));
  }
}
