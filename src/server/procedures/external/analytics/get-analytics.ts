import { z } from 'zod';
import { keyAnalytics } from '@/server/domain/analytics/key-analytics';
import { documented } from '@/server/procedures/documented';
import { keyAnalyticsOutput, showAnalytics } from '@/server/procedures/schemas/analytics';
import { keyProcedure } from '@/server/procedures/trpc';

export const getAnalyticsProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'analytics:read' },
    rateClass: 'standard',
    audit: { action: 'api_key.analytics' },
    openapi: {
      method: 'GET',
      path: '/analytics',
      operationId: 'getAnalytics',
      tags: ['Key'],
      summary: 'What this key has done',
      description: "Use of the caller's own key, exact to its last answered request, with the 50 newest. In camelCase.",
    },
  })
  .input(z.strictObject({}))
  .output(documented(keyAnalyticsOutput))
  .query(async ({ ctx }) => {
    const { keyId, hospital } = ctx.principal;
    const { timezone } = hospital;
    ctx.audit.targetType = 'api_key';
    ctx.audit.targetId = keyId;
    const place = { timezone, now: ctx.request.receivedAt };
    return showAnalytics(await keyAnalytics(ctx.services.db, ctx.tenant, keyId, place), timezone);
  });
