import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { isOutage, isStatementTimeout } from '@/server/db/database-errors';
import { AppError, type ErrorDetail } from '@/server/kernel/app-error';
import { faultSentence } from './fault-sentence';

/** Zod's faults as details: the path in the surface's own names, one sentence each. */
export function zodDetails(error: z.core.$ZodError): ErrorDetail[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...issue.path, key].map(String).join('.'), message: 'Unknown field.' }));
    }
    return [{ path: issue.path.map(String).join('.'), message: faultSentence(issue) }];
  });
}

/**
 * What a caller may be told of any thrown value. Whatever is not a refusal of ours becomes INTERNAL_ERROR, or
 * SERVICE_UNAVAILABLE where the database is away, with nothing of its text.
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof TRPCError) return fromTrpc(error);
  if (error instanceof z.core.$ZodError) return new AppError('VALIDATION_ERROR', { details: zodDetails(error) });
  if (isOutage(error) || isStatementTimeout(error)) {
    return new AppError('SERVICE_UNAVAILABLE', { retryAfter: 1, auditCause: 'database_unavailable' });
  }
  return new AppError('INTERNAL_ERROR', { auditCause: 'internal_error' });
}

function fromTrpc(error: TRPCError): AppError {
  if (error.cause) {
    const told = toAppError(error.cause);
    // Of a body that is no JSON the cause is a SyntaxError, which would pass for a fault of ours.
    if (told.status < 500 || error.code === 'INTERNAL_SERVER_ERROR') return told;
  }
  if (error.code === 'NOT_FOUND') return new AppError('RESOURCE_NOT_FOUND');
  if (error.code === 'METHOD_NOT_SUPPORTED') return new AppError('METHOD_NOT_ALLOWED');
  if (error.code === 'PARSE_ERROR' || error.code === 'BAD_REQUEST') return new AppError('INVALID_JSON');
  if (error.code === 'UNSUPPORTED_MEDIA_TYPE') return new AppError('UNSUPPORTED_MEDIA_TYPE');
  if (error.code === 'PAYLOAD_TOO_LARGE') return new AppError('PAYLOAD_TOO_LARGE');
  return new AppError('INTERNAL_ERROR', { auditCause: 'internal_error' });
}
