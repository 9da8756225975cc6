import { keyAnalytics } from '@/server/domain/analytics/key-analytics';
import { getApiKey } from '@/server/domain/api-keys/find-api-key';
import { readHospital } from '@/server/domain/hospitals/read-hospital';
import { documented } from '@/server/procedures/documented';
import { keyAnalyticsOutput, showAnalytics } from '@/server/procedures/schemas/analytics';
import { apiKeyReference } from '../api-keys/api-key.schema';
import { ADMINISTRATORS, administratorProcedure, hospitalScope } from '../scope';

export const getApiKeyAnalyticsProcedure = administratorProcedure
  .meta({
    surface: 'hospital',
    access: { roles: ADMINISTRATORS },
    rateClass: 'standard',
    audit: { action: 'api_key.analytics' },
    errors: ['RESOURCE_NOT_FOUND'],
    openapi: {
      method: 'GET',
      path: '/{hospitalId}/api-keys/{apiKeyId}/analytics',
      operationId: 'getApiKeyAnalytics',
      tags: ['API keys'],
      summary: 'What an API key has done',
      description: 'Use of a key, exact to its last answered request, with the 50 newest. In camelCase.',
    },
  })
  .input(apiKeyReference)
  .output(documented(keyAnalyticsOutput))
  .query(async ({ ctx, input }) => {
    const tenant = hospitalScope(ctx, input.hospitalId);
    const { db } = ctx.services;
    ctx.audit.targetType = 'api_key';
    const { id, timezone } = await db.run(tenant, async (database) => {
      const hospital = await readHospital(database, tenant.hospitalId);
      const key = await getApiKey(database, tenant.hospitalId, input.apiKeyId);
      return { id: key.id, timezone: hospital.timezone };
    });
    ctx.audit.targetId = id;
    return showAnalytics(await keyAnalytics(db, tenant, id, { timezone, now: ctx.request.receivedAt }), timezone);
  });
