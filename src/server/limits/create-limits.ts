import { ADDRESS_WINDOW_MS, AddressFailures } from './address-failures';
import type { FailureCounter, FailureLimit } from './failure-counter';
import { LoginLimiter, PASSWORD_FAILURES } from './login-limiter';
import { MemoryFailures } from './memory-failures';
import { RequestLimiter } from './request-limiter';
import { SharedFailures } from './shared-failures';
import type { SharedStore } from './shared-store';

export type Limits = { requests: RequestLimiter; addresses: AddressFailures; logins: LoginLimiter };

/**
 * All limits of the process.
 * @param failuresPerMinute of one address (`AUTH_FAILURES_PER_MINUTE`).
 * @param shared where several instances count together; null: in memory.
 */
export function createLimits(failuresPerMinute: number, shared: SharedStore | null = null): Limits {
  const counter = (name: string, rule: FailureLimit): FailureCounter =>
    shared ? new SharedFailures(shared, name, rule) : new MemoryFailures(rule);
  const addresses = new AddressFailures(counter('address', { limit: failuresPerMinute, windowMs: ADDRESS_WINDOW_MS }));
  return {
    requests: new RequestLimiter(shared),
    addresses,
    logins: new LoginLimiter(addresses, counter('password', PASSWORD_FAILURES)),
  };
}
