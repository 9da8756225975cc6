import { EventEmitter } from 'node:events';

/** A key was used: what the dashboard's "last used" shows. */
export type KeyUse = { hospitalId: string; apiKeyId: string; at: Date };

/**
 * Tells listeners of this process which keys were used, after the audit row is durable; at most one event a key each
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

  report(use: KeyUse): void {
    if (this.#emitter.listenerCount(use.hospitalId) === 0) return;
    this.#pending.set(use.apiKeyId, use);
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
