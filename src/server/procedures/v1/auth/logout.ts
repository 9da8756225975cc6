import { attemptLogout } from '@/server/domain/auth/attempt-refresh';
import { documented } from '@/server/procedures/documented';
import { openProcedure } from '@/server/procedures/trpc';
import { logoutInput, logoutOutput } from './logout.schema';

export const logoutProcedure = openProcedure
  .meta({
    surface: 'v1',
    access: { public: true },
    rateClass: 'login',
    audit: { action: 'auth.logout' },
    errors: ['UNAUTHORIZED', 'RATE_LIMIT_EXCEEDED'],
    openapi: {
      method: 'POST',
      path: '/auth/logout',
      operationId: 'logout',
      tags: ['Authentication'],
      summary: 'End a login',
      description: 'Ends the login of this refresh token: none of its refresh and access tokens works from now on.',
    },
  })
  .input(logoutInput)
  .output(documented(logoutOutput))
  .mutation(async ({ ctx, input }) => {
    const use = { refreshToken: input.refreshToken, now: ctx.request.receivedAt };
    await attemptLogout(ctx.services, use, ctx.request, ctx.audit);
    return { loggedOut: true as const };
  });
