import { randomUUID } from 'node:crypto';
import { RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible';
import { type Attempt, type FailureCounter, type FailureLimit, type FailureState, failureState } from './failure-counter';
import { MemoryFailures } from './memory-failures';
import type { SharedStore } from './shared-store';

/** An attempt that has not ended by then belonged to an instance that died: none takes so long. */
const ATTEMPT_MS = 15_000;

/** Failures counted in the store that all instances share; in memory, each with its share of the limit, while it is lost. */
export class SharedFailures implements FailureCounter {
  readonly #store: SharedStore;
  readonly #rule: FailureLimit;
  readonly #memory: MemoryFailures;
  readonly #counts: RateLimiterRedis;
  readonly #name: string;

  /** @param name of what is counted, for the keys in the store. */
  constructor(store: SharedStore, name: string, rule: FailureLimit) {
    this.#store = store;
    this.#rule = rule;
    this.#name = name;
    this.#memory = new MemoryFailures(rule);
    this.#counts = new RateLimiterRedis({
      storeClient: store.client,
      points: rule.limit,
      duration: rule.windowMs / 1000,
      keyPrefix: `trilock:${name}`,
    });
  }

  state(subject: string): Promise<FailureState> {
    return this.#store.count(
      async () => this.#show(await this.#counts.get(subject), false),
      (instances) => this.#memory.state(subject, instances),
    );
  }

  record(subject: string): Promise<FailureState> {
    return this.#store.count(
      async () => this.#show(await this.#counts.penalty(subject), true),
      (instances) => this.#memory.record(subject, instances),
    );
  }

  begin(subject: string): Promise<Attempt> {
    return this.#store.count(
      () => this.#beginShared(subject),
      (instances) => this.#memory.begin(subject, instances),
    );
  }

  async #beginShared(subject: string): Promise<Attempt> {
    const { client } = this.#store;
    const { limit } = this.#rule;
    const underWay = `trilock:${this.#name}-under-way:${subject}`;
    const attempt = randomUUID();
    const keys = [this.#counts.getKey(subject), underWay] as const;
    const [begun, count, left] = await client.trilockBegin(...keys, limit, attempt, ATTEMPT_MS);
    if (count >= limit) return { kind: 'refused', resetAt: Date.now() + left };
    if (begun === 0) return { kind: 'busy' };
    return {
      kind: 'begun',
      end: async (failed) => {
        // In this order on one connection: what failed is counted before it is no longer under way.
        const counted = failed ? this.record(subject) : undefined;
        await this.#store.count(
          async () => void (await client.zrem(underWay, attempt)),
          () => undefined,
        );
        await counted;
      },
    };
  }

  #show(result: RateLimiterRes | null, counted: boolean): FailureState {
    const left = result && result.msBeforeNext > 0 ? result.msBeforeNext : this.#rule.windowMs;
    return failureState(this.#rule.limit, result?.consumedPoints ?? 0, Date.now() + left, counted);
  }
}
