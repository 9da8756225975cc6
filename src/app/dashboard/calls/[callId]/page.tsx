import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LiveCall } from '@/components/calls/live-call';
import { pageData, requireAdministrator, withRequestId } from '../../session';

// Without a name: titles stay in the browser's history.
export const metadata: Metadata = { title: 'Call' };

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** One call with what is said in it. */
export default async function CallPage({ params }: { params: Promise<{ callId: string }> }) {
  const { callId } = await params;
  const { api, viewer } = await requireAdministrator();
  if (!UUID.test(callId)) notFound();
  const { queryClient, trpc } = pageData();
  const input = { hospitalId: viewer.hospital.id, callId };
  const call = await withRequestId(() =>
    // Refusals come from another copy of the error's class (see identity.ts), so the code is asked, not the class.
    api.dashboard.calls.get(input).catch((error: { cause?: { code?: string } }) => {
      if (error.cause?.code === 'RESOURCE_NOT_FOUND') notFound();
      throw error;
    }),
  );
  queryClient.setQueryData(trpc.dashboard.calls.get.queryKey(input), call);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <LiveCall hospitalId={viewer.hospital.id} callId={callId} />
    </HydrationBoundary>
  );
}
