'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTRPC, useTRPCClient } from '@/lib/trpc/client';

const AGAIN_MS = 5_000;

/**
 * Follows the use of the hospital's keys: "last used" and today's number change within a second of a request, without asking
 * for the whole list again.
 * @param onUse told of every key that was used or tried.
 */
export function useKeyUse(hospitalId: string, onUse?: (apiKeyId: string) => unknown): void {
  const queryClient = useQueryClient();
  const client = useTRPCClient();
  const trpc = useTRPC();
  useEffect(() => {
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = (message: MessageEvent<string>) => {
      const { id, at, requests } = JSON.parse(message.data) as { id: string; at: string; requests: number };
      if (requests > 0)
        queryClient.setQueryData(trpc.dashboard.apiKeys.list.queryKey({ hospitalId }), (rows) =>
          rows?.map((row) =>
            row.id === id ? { ...row, last_used_at: at, requests_today: row.requests_today + requests } : row,
          ),
        );
      onUse?.(id);
    };
    const follow = () => {
      source = new EventSource('/api/dashboard/key-use');
      source.onmessage = hear;
      source.onerror = () => {
        // A lost connection the browser tries again by itself; a refusal it does not.
        if (source.readyState !== EventSource.CLOSED) return;
        // An ended session is noticed in this answer; anything else passes.
        client.dashboard.viewer.query({}).catch(() => undefined);
        timer = setTimeout(follow, AGAIN_MS);
      };
    };
    follow();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [hospitalId, onUse, queryClient, client, trpc]);
}
