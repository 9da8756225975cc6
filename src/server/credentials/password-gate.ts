import { AppError } from '@/server/kernel/app-error';

/** How long a caller is told to stay away when the gate is full: about what 32 waiting hashes take on one core. */
const RETRY_AFTER_SECONDS = 2;

/**
 * Lets so many works run at once and so many wait, in order of arrival; the next one is refused at once. Every password hash
 * of the process passes one such gate, so that a flood of logins cannot take the machine from everybody else.
 */
export class PasswordGate {
  readonly #atOnce: number;
  readonly #maxWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(atOnce: number, maxWaiting: number) {
    this.#atOnce = atOnce;
    this.#maxWaiting = maxWaiting;
  }

  /** Runs `work` when its turn comes. @throws AppError SERVICE_UNAVAILABLE (with retryAfter) if too many wait already. */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#atOnce) {
      this.#running++;
    } else {
      if (this.#waiting.length >= this.#maxWaiting) {
        throw new AppError('SERVICE_UNAVAILABLE', { retryAfter: RETRY_AFTER_SECONDS, auditCause: 'password_gate_full' });
      }
      // The place is handed over by the one that leaves: nobody who comes later can slip in between.
      await new Promise<void>((enter) => this.#waiting.push(enter));
    }
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
