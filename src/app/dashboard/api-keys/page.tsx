import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { LiveApiKeys } from '@/components/api-keys/live-api-keys';
import { asSent, pageData, requireAdministrator, withRequestId } from '../session';

export const metadata: Metadata = { title: 'API keys' };

/** All keys of the hospital, there with the page: nothing begins with a spinner. */
export default async function ApiKeysPage() {
  const { api, viewer } = await requireAdministrator();
  const { queryClient, trpc } = pageData();
  const input = { hospitalId: viewer.hospital.id };
  const [keys, context] = await withRequestId(() =>
    // Without the list the page still stands: the browser asks again, and says so if that fails too.
    Promise.all([api.dashboard.apiKeys.list(input).catch(() => null), api.dashboard.apiKeys.formContext(input)]),
  );
  if (keys) queryClient.setQueryData(trpc.dashboard.apiKeys.list.queryKey(input), () => asSent(keys));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <LiveApiKeys hospitalId={viewer.hospital.id} context={context} />
    </HydrationBoundary>
  );
}
