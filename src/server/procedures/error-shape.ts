import type { TRPCErrorShape } from '@trpc/server/rpc';
import type { AppError } from '@/server/kernel/app-error';
import { ERROR_TABLE, type ErrorCode } from '@/server/kernel/error-codes';
import type { Context } from './context';
import { toAppError } from './to-app-error';

/** What the dashboard gets of an error; the same code, sentence, details and request id as on the REST surfaces. */
export type TrpcErrorData = {
  code: ErrorCode;
  httpStatus: number;
  requestId: string | null;
  details: AppError['details'] | null;
  path?: string;
};

/** tRPC's error formatter: nothing of the original error, its stack included, leaves the process. */
export function trpcErrorShape(options: {
  shape: TRPCErrorShape;
  error: unknown;
  ctx: Context | undefined;
  path: string | undefined;
}) {
  const error = toAppError(options.error);
  const data: TrpcErrorData = {
    code: error.code,
    httpStatus: error.status,
    requestId: options.ctx?.request.requestId ?? null,
    details: error.details ?? null,
  };
  return { message: error.message || ERROR_TABLE[error.code].message, code: options.shape.code, data };
}
