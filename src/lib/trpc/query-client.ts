import { QueryClient } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';

const FRESH_MS = 10_000;
const TRIES = 2;

/** Does trying again make sense? Not for what the server has refused. */
function isPassing(error: unknown): boolean {
  const status = error instanceof TRPCClientError ? (error.data as { httpStatus?: number } | undefined)?.httpStatus : undefined;
  return status === undefined || status >= 500;
}

/** One for each browser tab, and one for each page that the server renders. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: FRESH_MS, retry: (failures, error) => failures < TRIES && isPassing(error) },
      mutations: { retry: false },
    },
  });
}
