import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LiveApiKey } from '@/components/api-keys/live-api-key';
import { asSent, pageData, requireAdministrator, withRequestId } from '../../session';

export const metadata: Metadata = { title: 'API key' };

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** One key with everything that can be done with it. */
export default async function ApiKeyPage({ params }: { params: Promise<{ apiKeyId: string }> }) {
  const { apiKeyId } = await params;
  const { api, viewer } = await requireAdministrator();
  if (!UUID.test(apiKeyId)) notFound();
  const { queryClient, trpc } = pageData();
  const input = { hospitalId: viewer.hospital.id, apiKeyId };
  const [key, requests, context] = await withRequestId(() =>
    Promise.all([
      // Refusals come from another copy of the error's class (see identity.ts), so the code is asked, not the class.
      api.dashboard.apiKeys.get(input).catch((error: { cause?: { code?: string } }) => {
        if (error.cause?.code === 'RESOURCE_NOT_FOUND') notFound();
        throw error;
      }),
      // Without its requests the key can still be seen and stopped: the browser asks again.
      api.dashboard.apiKeys.requests(input).catch(() => null),
      api.dashboard.apiKeys.formContext({ hospitalId: viewer.hospital.id }),
    ]),
  );
  queryClient.setQueryData(trpc.dashboard.apiKeys.get.queryKey(input), () => asSent(key));
  if (requests) queryClient.setQueryData(trpc.dashboard.apiKeys.requests.queryKey(input), requests);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <LiveApiKey hospitalId={viewer.hospital.id} apiKeyId={apiKeyId} context={context} />
    </HydrationBoundary>
  );
}
