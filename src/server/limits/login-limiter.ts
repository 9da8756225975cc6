import { createHash } from 'node:crypto';
import { type RateLimiterAbstract, RateLimiterMemory } from 'rate-limiter-flexible';
import { AppError } from '@/server/kernel/app-error';
import { type AddressFailures, failureSubject } from './address-failures';

/** Failures per e-mail, and the seconds of their window (contract section 4). */
export const PASSWORD_FAILURES = { points: 10, duration: 900 } as const;

type Subject = { email: string | null; address: string };
type Result<T> = { failed: boolean; value: T };

/**
 * Counts failed passwords by e-mail and address, and refuses unread what comes past a limit.
 *
 * Guesses that come at once must not all slip through before the first failure is counted, and right passwords must not be
 * refused because many come at once. So attempts for one e-mail go one after another, and those of one address wait while as
 * many are under way as it has failures left.
 */
export class LoginLimiter {
  readonly #addresses: AddressFailures;
  readonly #emails: RateLimiterAbstract;
  readonly #lines = new Map<string, Promise<unknown>>();
  readonly #underWay = new Map<string, { count: number; waiting: (() => void)[] }>();

  /** @param emails counts by e-mail; in memory unless several instances share a store. */
  constructor(
    addresses: AddressFailures,
    emails: RateLimiterAbstract = new RateLimiterMemory({ ...PASSWORD_FAILURES, keyPrefix: 'password' }),
  ) {
    this.#addresses = addresses;
    this.#emails = emails;
  }

  /**
   * Runs `work` unless a limit is used up, and counts it if it failed.
   * @throws AppError RATE_LIMIT_EXCEEDED with retryAfter; then `work` was not run. Whatever `work` throws counts as nothing.
   */
  async guard<T>({ email, address }: Subject, work: () => Promise<Result<T>>): Promise<T> {
    const counted = async () => {
      const result = await work();
      if (result.failed) this.#addresses.record(address);
      return result;
    };
    await this.#enter(address);
    try {
      const { value } = email === null ? await counted() : await this.#inLine(emailKey(email), counted);
      return value;
    } finally {
      this.#leave(address);
    }
  }

  async #enter(address: string): Promise<void> {
    const subject = failureSubject(address);
    for (;;) {
      const { remaining, resetAt, exceeded } = this.#addresses.state(address);
      if (exceeded) throw refusal(resetAt - Date.now(), 'login_limit_address');
      const entry = this.#underWay.get(subject) ?? { count: 0, waiting: [] };
      if (entry.count < remaining) {
        entry.count++;
        this.#underWay.set(subject, entry);
        return;
      }
      await new Promise<void>((wake) => entry.waiting.push(wake));
    }
  }

  #leave(address: string): void {
    const subject = failureSubject(address);
    const entry = this.#underWay.get(subject);
    if (!entry) return;
    entry.count--;
    if (entry.count === 0) this.#underWay.delete(subject);
    for (const wake of entry.waiting.splice(0)) wake();
  }

  async #inLine<T>(key: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
    const before = this.#lines.get(key);
    const mine = (async () => {
      await before?.catch(() => {});
      return await this.#unlessUsedUp(key, work);
    })();
    this.#lines.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#lines.get(key) === mine) this.#lines.delete(key);
    }
  }

  async #unlessUsedUp<T>(key: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
    const known = await this.#emails.get(key);
    if (known && known.msBeforeNext > 0 && known.consumedPoints >= PASSWORD_FAILURES.points) {
      throw refusal(known.msBeforeNext, 'login_limit_email');
    }
    const result = await work();
    if (result.failed) await this.#emails.penalty(key, 1);
    return result;
  }
}

function refusal(waitMs: number, auditCause: string): AppError {
  return new AppError('RATE_LIMIT_EXCEEDED', { retryAfter: Math.max(1, Math.ceil(waitMs / 1000)), auditCause });
}

/** Short, whatever was sent as an e-mail, and no list of addresses in a shared store. */
function emailKey(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('base64url').slice(0, 22);
}
