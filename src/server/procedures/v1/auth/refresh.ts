import { attemptRefresh } from '@/server/domain/auth/attempt-refresh';
import { documented } from '@/server/procedures/documented';
import { openProcedure } from '@/server/procedures/trpc';
import { refreshInput, refreshOutput } from './refresh.schema';

export const refreshProcedure = openProcedure
  .meta({
    surface: 'v1',
    access: { public: true },
    rateClass: 'login',
    audit: { action: 'auth.refresh' },
    holdsCredential: true,
    errors: ['UNAUTHORIZED', 'RATE_LIMIT_EXCEEDED'],
    openapi: {
      method: 'POST',
      path: '/auth/refresh',
      operationId: 'refresh',
      tags: ['Authentication'],
      summary: 'Get a new access token',
      description:
        'Gives a new access token and a successor of the refresh token. The old refresh token goes on working until a successor ' +
        'is used; after that its use ends the whole login, since it is then in two hands.',
    },
  })
  .input(refreshInput)
  .output(documented(refreshOutput))
  .mutation(({ ctx, input }) => {
    const use = { refreshToken: input.refreshToken, now: ctx.request.receivedAt };
    return attemptRefresh(ctx.services, use, ctx.request, ctx.audit);
  });
