'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { PageHeader } from '@/components/ui/page-header';
import { useTRPC } from '@/lib/trpc/client';
import { listInput } from './call-view';
import { EndedCallsCard } from './ended-calls-card';
import { LiveCallsCard } from './live-calls-card';
import { toLoaded } from './loaded';
import { StreamBadge } from './stream-badge';
import { useCallView } from './use-call-view';
import { untold, useLiveCalls } from './use-live-calls';

/** Lines of a transcript change nothing that the lists show. */
const isCourse = ({ course }: { course: boolean }) => course;

/** The page of all calls, with its data: those under way, and those that are over. */
export function LiveCallsPage({ hospitalId }: { hospitalId: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [view, changeView] = useCallView();
  const refresh = useCallback(
    // In one request; and only what is on the screen.
    () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: trpc.dashboard.calls.live.pathKey() }),
        queryClient.invalidateQueries({ queryKey: trpc.dashboard.calls.list.pathKey() }),
      ]),
    [queryClient, trpc],
  );
  const stream = useLiveCalls(refresh, isCourse);
  const live = useQuery({ ...trpc.dashboard.calls.live.queryOptions({ hospitalId }), refetchInterval: untold(stream) });
  const ended = useQuery({
    ...trpc.dashboard.calls.list.queryOptions(listInput(hospitalId, view)),
    refetchInterval: untold(stream),
    placeholderData: keepPreviousData,
  });

  // Back among the newest: from here on the page follows what ends.
  const isNewest = view.newer !== null && !ended.isPlaceholderData && ended.data?.newer === null;
  useEffect(() => {
    if (isNewest) changeView({ ...view, newer: null }, 'replace');
  }, [isNewest, view, changeView]);

  return (
    <div className="space-y-5">
      <PageHeader
        title="Calls"
        description="What the hospital’s voice agents talk about, as it happens."
        badges={<StreamBadge stream={live.isError || ended.isError ? 'reconnecting' : stream} />}
      />
      <LiveCallsCard calls={toLoaded(live)} onRetry={() => live.refetch()} />
      <EndedCallsCard
        calls={toLoaded(ended)}
        stale={ended.isPlaceholderData}
        view={view}
        onView={changeView}
        onRetry={() => ended.refetch()}
      />
    </div>
  );
}
