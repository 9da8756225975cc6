import { documented } from '@/server/procedures/documented';
import { openProcedure } from '@/server/procedures/trpc';
import { healthInput, healthOutput } from './health.schema';

export const healthProcedure = openProcedure
  .meta({
    surface: 'v1',
    access: { public: true },
    rateClass: 'public',
    audit: { action: 'service.health' },
    openapi: {
      method: 'GET',
      path: '/health',
      operationId: 'health',
      tags: ['Service'],
      summary: 'Is the service there?',
      description: 'Status and version, nothing else. Needs no credentials.',
    },
  })
  .input(healthInput)
  .output(documented(healthOutput))
  .query(({ ctx }) => ({ status: 'ok' as const, version: ctx.services.config.version }));
