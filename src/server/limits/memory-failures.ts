import {
  type Attempt,
  type FailureCounter,
  type FailureLimit,
  type FailureState,
  failureState,
  shareOf,
} from './failure-counter';

/** Subjects remembered at most; about 10 MB. */
const CAPACITY = 100_000;

type Window = { count: number; resetAt: number };

/** Failures counted in this process. Synchronous, so that of any number at once exactly `limit` are within it. */
export class MemoryFailures implements FailureCounter {
  readonly #rule: FailureLimit;
  readonly #now: () => number;
  readonly #capacity: number;
  // All windows are equally long, so insertion order is the order in which they end.
  readonly #windows = new Map<string, Window>();
  readonly #underWay = new Map<string, number>();

  /** @param now epoch milliseconds. */
  constructor(rule: FailureLimit, now: () => number = Date.now, capacity = CAPACITY) {
    this.#rule = rule;
    this.#now = now;
    this.#capacity = capacity;
  }

  /** @param instances among how many the limit is divided; so for the others. */
  state(subject: string, instances = 1): FailureState {
    const now = this.#now();
    return this.#show(this.#current(subject, now) ?? { count: 0, resetAt: now + this.#rule.windowMs }, instances, false);
  }

  record(subject: string, instances = 1): FailureState {
    const now = this.#now();
    let window = this.#current(subject, now);
    if (!window) {
      window = { count: 0, resetAt: now + this.#rule.windowMs };
      this.#makeRoom(now);
      this.#windows.delete(subject);
      this.#windows.set(subject, window);
    }
    window.count++;
    return this.#show(window, instances, true);
  }

  begin(subject: string, instances = 1): Attempt {
    const { exceeded, remaining, resetAt } = this.state(subject, instances);
    if (exceeded) return { kind: 'refused', resetAt };
    const underWay = this.#underWay.get(subject) ?? 0;
    if (underWay >= remaining) return { kind: 'busy' };
    this.#underWay.set(subject, underWay + 1);
    return {
      kind: 'begun',
      end: (failed) => {
        if (failed) this.record(subject, instances);
        this.#end(subject);
      },
    };
  }

  #end(subject: string): void {
    const left = (this.#underWay.get(subject) ?? 1) - 1;
    if (left > 0) this.#underWay.set(subject, left);
    else this.#underWay.delete(subject);
  }

  #current(subject: string, now: number): Window | undefined {
    const window = this.#windows.get(subject);
    return window && window.resetAt > now ? window : undefined;
  }

  #show({ count, resetAt }: Window, instances: number, counted: boolean): FailureState {
    return failureState(shareOf(this.#rule.limit, instances), count, resetAt, counted);
  }

  #makeRoom(now: number): void {
    for (const [subject, window] of this.#windows) {
      if (window.resetAt > now && this.#windows.size < this.#capacity) return;
      this.#windows.delete(subject);
    }
  }
}
