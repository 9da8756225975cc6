'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { type ReactNode, useState } from 'react';
import { TRPCProvider } from '@/lib/trpc/client';
import { createQueryClient } from '@/lib/trpc/query-client';
import { watchSession } from '@/lib/trpc/watch-session';
import type { AppRouter } from '@/server/procedures/app-router';

/** The server takes ten calls a request. */
const MAX_BATCH = 10;

/** The dashboard's data: one cache a tab, filled by the server for the first view. */
export function DataProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [client] = useState(() =>
    createTRPCClient<AppRouter>({
      // By POST, queries too: a GET could be sent by another site's link or image.
      links: [watchSession, httpBatchLink({ url: '/api/trpc', methodOverride: 'POST', maxItems: MAX_BATCH })],
    }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
