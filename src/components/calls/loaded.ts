import type { UseQueryResult } from '@tanstack/react-query';
import { toFailure } from '@/lib/trpc/failure';
import type { Loaded } from './types';

const LOST = { ok: false as const, message: 'The server could not be reached. Check the connection and try again.' };

/** What a query has to show. Data that could not be refreshed stay on the screen. */
export function toLoaded<Value>({ data, error, isFetching }: UseQueryResult<Value, unknown>): Loaded<Value> {
  if (data !== undefined) return { state: 'ready', value: data };
  if (!error) return { state: 'loading' };
  return { state: 'failed', failure: toFailure(error) ?? LOST, retrying: isFetching };
}
