import { ERROR_TABLE, type ErrorCode } from './error-codes';
import type { ResourceKind } from './typeid';

/**
 * One fault of a request: `path` is the field in the surface's own names, dotted for nested ones; of the domain, in External's,
 * which v1's envelope translates. `kind`: what `id` is the id of; not sent, but v1 makes a TypeID by it.
 */
export type ErrorDetail = { path: string; message: string; kind?: ResourceKind } & Record<string, unknown>;

/** The faults that an error lists at most: a request may hold many more, and nobody mends them all at once. */
export const MAX_DETAILS = 1_000;

export type AppErrorOptions = {
  message?: string;
  details?: ErrorDetail[];
  /** Overrides the table's status: 408, 414 and 431 share REQUEST_REJECTED. */
  status?: number;
  /** Seconds, for 429 and 503. */
  retryAfter?: number;
  /** For the audit log only; never sent. */
  auditCause?: string;
};

/**
 * A refusal that the caller may see. Everything in it but `auditCause` is sent, so it never holds an internal text.
 * Any other thrown value becomes INTERNAL_ERROR with nothing told.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: ErrorDetail[] | undefined;
  readonly retryAfter: number | undefined;
  readonly auditCause: string | undefined;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    // Refusals are ordinary answers: a stack trace would cost more than the rest of the refusal and is never shown.
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(options.message ?? ERROR_TABLE[code].message);
    Error.stackTraceLimit = limit;
    this.name = 'AppError';
    this.code = code;
    this.status = options.status ?? ERROR_TABLE[code].status;
    this.details = options.details?.slice(0, MAX_DETAILS);
    this.retryAfter = options.retryAfter;
    this.auditCause = options.auditCause;
  }
}

/** 404, as for an id that does not exist: also for another tenant's row (contract section 1, rule 4). */
export function notFound(what: string): AppError {
  return new AppError('RESOURCE_NOT_FOUND', { message: `${what} not found.` });
}

/** 400 for one field. */
export function invalidField(path: string, message: string): AppError {
  return new AppError('VALIDATION_ERROR', { details: [{ path, message }] });
}
