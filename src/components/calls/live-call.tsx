'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { Card } from '@/components/ui/card';
import { ErrorState } from '@/components/ui/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import { useTRPC, useTRPCClient } from '@/lib/trpc/client';
import { CallScreen } from './call-screen';
import { toLoaded } from './loaded';
import { withLines } from './transcript-turns';
import { untold, useLiveCalls } from './use-live-calls';

type LiveCallProps = { hospitalId: string; callId: string };

/** One call's page, with its data. Only lines that the page does not have yet are asked for. */
export function LiveCall({ hospitalId, callId }: LiveCallProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const input = { hospitalId, callId };
  const queryKey = trpc.dashboard.calls.get.queryKey(input);
  const refresh = useCallback(
    () => queryClient.invalidateQueries({ queryKey: trpc.dashboard.calls.get.queryKey({ hospitalId, callId }) }),
    [queryClient, trpc, hospitalId, callId],
  );
  const concerns = useCallback(({ id }: { id: string }) => id === callId, [callId]);
  const stream = useLiveCalls(refresh, concerns);
  const query = useQuery({
    queryKey,
    queryFn: async () => {
      const known = queryClient.getQueryData(queryKey)?.lines ?? [];
      const { call, lines } = await client.dashboard.calls.get.query({ ...input, after: known.at(-1)?.position ?? 0 });
      return { call, lines: withLines(known, lines) };
    },
    refetchInterval: untold(stream),
  });

  const loaded = toLoaded(query);
  if (loaded.state === 'ready') return <CallScreen value={loaded.value} stream={query.isError ? 'reconnecting' : stream} />;
  if (loaded.state === 'loading') return <Loading />;
  return (
    <Card aria-label="Call">
      <ErrorState
        title="The call could not be loaded"
        message={loaded.failure.message}
        heading
        onRetry={() => query.refetch()}
        busy={loaded.retrying}
        {...(loaded.failure.requestId !== undefined && { requestId: loaded.failure.requestId })}
      />
    </Card>
  );
}

function Loading() {
  return (
    <div aria-busy="true" className="space-y-4">
      <Skeleton className="h-6 w-56" />
      <Skeleton className="h-96 w-full rounded-lg" />
    </div>
  );
}
