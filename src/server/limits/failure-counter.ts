/** The failures of one subject, as headers show them. */
export type FailureState = {
  /** Failures a window. */
  limit: number;
  remaining: number;
  /** Epoch milliseconds at which the window ends; without one, when one that began now would. */
  resetAt: number;
  /** Of `state`: is the limit used up, so that a further failure would be past it? Of `record`: is this failure past it? */
  exceeded: boolean;
};

/** Ends an attempt that had begun, and counts it if it failed. */
export type EndAttempt = (failed: boolean) => void | Promise<void>;

/**
 * Whether an attempt may begin. `busy`: as many are under way as there are failures left, so that it must wait for their end;
 * `refused`: none is left until `resetAt`.
 */
export type Attempt = { kind: 'begun'; end: EndAttempt } | { kind: 'busy' } | { kind: 'refused'; resetAt: number };

type Soon<T> = T | Promise<T>;

/** Failures by subject in fixed windows, each from its first failure. Exact, however many come at once. */
export type FailureCounter = {
  /** Where the subject stands; counts nothing. */
  state(subject: string): Soon<FailureState>;
  /** Counts one failure, also past the limit. */
  record(subject: string): Soon<FailureState>;
  /** Asks before an attempt whose outcome is not known yet. */
  begin(subject: string): Soon<Attempt>;
};

export type FailureLimit = { limit: number; windowMs: number };

/** @param counted did `count` grow just now? */
export function failureState(limit: number, count: number, resetAt: number, counted: boolean): FailureState {
  return { limit, remaining: Math.max(limit - count, 0), resetAt, exceeded: counted ? count > limit : count >= limit };
}

/** The part of a limit that one of several instances may use alone; at least 1, or nobody could do anything. */
export function shareOf(limit: number, instances: number): number {
  return Math.max(1, Math.floor(limit / instances));
}
