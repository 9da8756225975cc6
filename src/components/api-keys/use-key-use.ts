'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTRPC } from '@/lib/trpc/client';

/**
 * Follows the use of the hospital's keys: "last used" and today's number change within a second of a request, without asking
 * for the whole list again.
 * @param onUse told of every key that was used or tried.
 */
export function useKeyUse(hospitalId: string, onUse?: (apiKeyId: string) => unknown): void {
  const queryClient = useQueryClient();
  const trpc = useTRPC();
  useEffect(() => {
    const source = new EventSource('/api/dashboard/key-use');
    source.onmessage = (message: MessageEvent<string>) => {
      const { id, at, requests } = JSON.parse(message.data) as { id: string; at: string; requests: number };
      if (requests > 0)
        queryClient.setQueryData(trpc.dashboard.apiKeys.list.queryKey({ hospitalId }), (rows) =>
          rows?.map((row) =>
            row.id === id ? { ...row, last_used_at: at, requests_today: row.requests_today + requests } : row,
          ),
        );
      onUse?.(id);
    };
    return () => source.close();
  }, [hospitalId, onUse, queryClient, trpc]);
}
