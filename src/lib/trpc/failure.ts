import { TRPCClientError } from '@trpc/client';
import type { ActionFailure, ActionResult } from '@/lib/action-result';

type Data = { code: string; httpStatus: number; requestId: string | null; details: { path: string; message: string }[] | null };

function dataOf(error: unknown): Data | null {
  if (!(error instanceof TRPCClientError)) return null;
  return (error.data as Data | undefined) ?? null;
}

/** Has the session ended? Then the login page is the way on. */
export function isSignedOut(error: unknown): boolean {
  if (!(error instanceof TRPCClientError)) return false;
  // Refused at the door, before tRPC: the answer has the envelope of the REST surfaces.
  const response = error.meta?.response as { status?: number } | undefined;
  return dataOf(error)?.httpStatus === 401 || response?.status === 401;
}

/** Why a call failed, ready to be shown; null if it failed for a lost connection. */
export function toFailure(error: unknown): ActionFailure | null {
  if (isSignedOut(error)) return { ok: false, message: 'Your session has ended. Sign in again; what you typed stays here.' };
  const data = dataOf(error);
  const response = error instanceof TRPCClientError ? (error.meta?.response as { status?: number } | undefined) : undefined;
  if (response?.status === 429) return { ok: false, message: 'Too many requests for a moment. Wait a little and try again.' };
  if (!data) return null;
  const fields: Record<string, string> = {};
  // A fault inside a list (allowed_ips.2) is shown at the list.
  for (const { path, message } of data.details ?? []) fields[path.split('.')[0] ?? ''] ??= message;
  return {
    ok: false,
    message: (error as TRPCClientError<never>).message,
    ...(Object.keys(fields).length > 0 && { fields }),
    ...(data.requestId !== null && { requestId: data.requestId }),
  };
}

/** A call's outcome as a value. @throws for a lost connection, which the forms tell in their own words. */
export async function asResult<Value>(call: Promise<Value>): Promise<ActionResult<Value>> {
  try {
    return { ok: true, value: await call };
  } catch (error) {
    const failure = toFailure(error);
    if (!failure) throw error;
    return failure;
  }
}
