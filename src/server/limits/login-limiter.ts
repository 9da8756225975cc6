import { createHash } from 'node:crypto';
import { AppError } from '@/server/kernel/app-error';
import { failureSubject } from './address-failures';
import type { EndAttempt, FailureCounter } from './failure-counter';

/** Failures per e-mail, and their window (contract section 4). */
export const PASSWORD_FAILURES = { limit: 10, windowMs: 900_000 } as const;

/** After so long it is asked again whether an attempt at another instance has ended. */
const ASK_AGAIN_MS = 50;

type Subject = { email: string | null; address: string };
type Result<T> = { failed: boolean; value: T };
type Gate = { counter: FailureCounter; subject: string; cause: string };

/**
 * Counts failed passwords by e-mail and address, and refuses unread what comes past a limit.
 *
 * Guesses that come at once must not all slip through before the first failure is counted, and right passwords must not be
 * refused because many come at once. So attempts wait while as many are under way as there are failures left, and those for one
 * e-mail go one after another (at each instance).
 */
export class LoginLimiter {
  readonly #addresses: FailureCounter;
  readonly #emails: FailureCounter;
  /** By cause and subject: the last of those that wait for each other. */
  readonly #lines = new Map<string, Promise<unknown>>();
  readonly #wake = new Map<string, () => void>();

  /** Both in memory, or both shared by several instances. @param emails of PASSWORD_FAILURES. */
  constructor(addresses: FailureCounter, emails: FailureCounter) {
    this.#addresses = addresses;
    this.#emails = emails;
  }

  /**
   * Runs `work` unless a limit is used up, and counts it if it failed.
   * @throws AppError RATE_LIMIT_EXCEEDED with retryAfter; then `work` was not run. Whatever `work` throws counts as nothing.
   */
  async guard<T>({ email, address }: Subject, work: () => Promise<Result<T>>): Promise<T> {
    const byAddress = { counter: this.#addresses, subject: failureSubject(address), cause: 'login_limit_address' };
    const end = await this.#inLine(byAddress, () => this.#begin(byAddress));
    const result = await this.#during(byAddress, end, () => (email === null ? work() : this.#oneByOne(email, work)));
    return result.value;
  }

  /** A hash is slow: guesses at one e-mail must not take the place of others' logins. */
  #oneByOne<T>(email: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
    const byEmail = { counter: this.#emails, subject: emailKey(email), cause: 'login_limit_email' };
    return this.#inLine(byEmail, async () => this.#during(byEmail, await this.#begin(byEmail), work));
  }

  async #during<T>(gate: Gate, end: EndAttempt, work: () => Promise<Result<T>>): Promise<Result<T>> {
    let failed = false;
    try {
      const result = await work();
      failed = result.failed;
      return result;
    } finally {
      await end(failed);
      this.#wake.get(placeOf(gate))?.();
    }
  }

  /** In the order in which they came. */
  async #inLine<T>(gate: Gate, work: () => Promise<T>): Promise<T> {
    const place = placeOf(gate);
    const before = this.#lines.get(place);
    const mine = (async () => {
      await before?.catch(() => {});
      return await work();
    })();
    this.#lines.set(place, mine);
    try {
      return await mine;
    } finally {
      if (this.#lines.get(place) === mine) this.#lines.delete(place);
    }
  }

  async #begin(gate: Gate): Promise<EndAttempt> {
    const place = placeOf(gate);
    try {
      for (;;) {
        // Before asking, so that an end between the question and its answer is not missed.
        const ended = new Promise<void>((wake) => this.#wake.set(place, wake));
        const attempt = await gate.counter.begin(gate.subject);
        if (attempt.kind === 'begun') return attempt.end;
        if (attempt.kind === 'refused') throw refusal(attempt.resetAt - Date.now(), gate.cause);
        await orSoon(ended);
      }
    } finally {
      this.#wake.delete(place);
    }
  }
}

/** At `event`, or a little later without it. */
async function orSoon(event: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const later = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ASK_AGAIN_MS);
  });
  await Promise.race([event, later]);
  clearTimeout(timer);
}

const placeOf = ({ cause, subject }: Gate) => `${cause}:${subject}`;

function refusal(waitMs: number, auditCause: string): AppError {
  return new AppError('RATE_LIMIT_EXCEEDED', { retryAfter: Math.max(1, Math.ceil(waitMs / 1000)), auditCause });
}

/** Short, whatever was sent as an e-mail, and no list of addresses in a shared store. */
function emailKey(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('base64url').slice(0, 22);
}
