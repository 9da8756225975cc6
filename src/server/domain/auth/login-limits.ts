/** What a limited work says of itself. Thrown errors (the database is away) count as neither. */
export type LimitedResult<T> = { failed: boolean; value: T };

/** Who is guessing, and about whom; `email` null: no password is involved (refresh tokens, invitations). */
export type LoginSubject = { email: string | null; address: string };

/**
 * The limits of passwords, refresh tokens and invitations (contract section 4): 10 failures per e-mail in 15 minutes, and the
 * address's limit. Past one of them a credential is refused unread, right or wrong; successes do not count.
 */
export type LoginLimits = {
  /** Runs `work` unless a limit is used up. @throws AppError RATE_LIMIT_EXCEEDED with retryAfter. */
  guard<T>(subject: LoginSubject, work: () => Promise<LimitedResult<T>>): Promise<T>;
};

/** The `auditCause` of a refusal past the address's limit; such refusals are counted in the log, not listed. */
export const PAST_ADDRESS_LIMIT = 'login_limit_address';
