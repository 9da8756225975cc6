import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { listInput, readView } from '@/components/calls/call-view';
import { LiveCallsPage } from '@/components/calls/live-calls';
import { pageData, requireAdministrator, withRequestId } from '../session';

export const metadata: Metadata = { title: 'Calls' };

type Parameters = Record<string, string | string[] | undefined>;

/** The hospital's calls, those under way above, there with the page: nothing begins with a spinner. */
export default async function CallsPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const { api, viewer } = await requireAdministrator();
  const { queryClient, trpc } = pageData();
  const hospitalId = viewer.hospital.id;
  const given = await searchParams;
  const view = readView({ get: (name) => [given[name]].flat()[0] ?? null });
  const input = listInput(hospitalId, view);
  const [live, ended] = await withRequestId(() =>
    // Without one of them the page still stands: the browser asks again, and says so if that fails too.
    Promise.all([
      api.dashboard.calls.live({ hospitalId }).catch(() => null),
      api.dashboard.calls.list(input).catch(() => null),
    ]),
  );
  if (live) queryClient.setQueryData(trpc.dashboard.calls.live.queryKey({ hospitalId }), live);
  if (ended) queryClient.setQueryData(trpc.dashboard.calls.list.queryKey(input), ended);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <LiveCallsPage hospitalId={hospitalId} />
    </HydrationBoundary>
  );
}
