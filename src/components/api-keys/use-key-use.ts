'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTRPC } from '@/lib/trpc/client';
import { useLiveStream } from '@/lib/use-live-stream';

type KeyUse = { id: string; at: string; requests: number };

/**
 * Follows the use of the hospital's keys: "last used" and today's number change within a second of a request, without asking
 * for the whole list again.
 * @param onUse told of every key that was used or tried.
 */
export function useKeyUse(hospitalId: string, onUse?: (apiKeyId: string) => unknown): void {
  const queryClient = useQueryClient();
  const trpc = useTRPC();
  const hear = useCallback(
    ({ id, at, requests }: KeyUse) => {
      if (requests > 0)
        queryClient.setQueryData(trpc.dashboard.apiKeys.list.queryKey({ hospitalId }), (rows) =>
          rows?.map((row) =>
            row.id === id ? { ...row, last_used_at: at, requests_today: row.requests_today + requests } : row,
          ),
        );
      onUse?.(id);
    },
    [hospitalId, onUse, queryClient, trpc],
  );
  useLiveStream('/api/dashboard/key-use', hear);
}
