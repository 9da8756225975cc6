import { EventEmitter } from 'node:events';

/** What happened with a key since the event before, for the dashboard. */
export type KeyUse = {
  hospitalId: string;
  apiKeyId: string;
  /** Of the newest attempt. */
  at: Date;
  /** Attempts with right credentials: only they count as use. */
  requests: number;
};

/**
 * Tells listeners of this process which keys were used or tried, after the audit row is durable; at most one event a key each
 * `intervalMs`, the last one always.
 */
export class KeyUseFeed {
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  readonly #pending = new Map<string, KeyUse>();
  readonly #intervalMs: number;
  #timer: NodeJS.Timeout | null = null;

  constructor(intervalMs = 250) {
    this.#intervalMs = intervalMs;
  }

  /** @param used were the credentials right? */
  report(attempt: Omit<KeyUse, 'requests'>, used: boolean): void {
    if (this.#emitter.listenerCount(attempt.hospitalId) === 0) return;
    const before = this.#pending.get(attempt.apiKeyId)?.requests ?? 0;
    this.#pending.set(attempt.apiKeyId, { ...attempt, requests: before + (used ? 1 : 0) });
    this.#timer ??= setTimeout(() => this.#send(), this.#intervalMs).unref();
  }

  /** @returns the function that ends the subscription. */
  subscribe(hospitalId: string, listener: (use: KeyUse) => void): () => void {
    this.#emitter.on(hospitalId, listener);
    return () => this.#emitter.off(hospitalId, listener);
  }

  #send(): void {
    this.#timer = null;
    for (const use of this.#pending.values()) this.#emitter.emit(use.hospitalId, use);
    this.#pending.clear();
  }
}
