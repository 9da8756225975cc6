import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { AppRouter } from '@/server/procedures/app-router';

/** Typed access to the dashboard's procedures from components: as queries (`useTRPC`), or to call one (`useTRPCClient`). */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();
