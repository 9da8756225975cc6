import { getApiKey } from '@/server/domain/api-keys/find-api-key';
import { readHospital } from '@/server/domain/hospitals/read-hospital';
import { documented } from '@/server/procedures/documented';
import { ADMINISTRATORS, administratorProcedure, hospitalScope } from '../scope';
import { apiKeyReference, apiKeyRow, showApiKey } from './api-key.schema';

export const getApiKeyProcedure = administratorProcedure
  .meta({
    surface: 'hospital',
    access: { roles: ADMINISTRATORS },
    rateClass: 'standard',
    audit: { action: 'api_key.read' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND'],
    openapi: {
      method: 'GET',
      path: '/{hospitalId}/api-keys/{apiKeyId}',
      operationId: 'getApiKey',
      tags: ['API keys'],
      summary: 'Get an API key',
      description: 'One key, by its id or, for a partner key, by the key itself; never a secret or a token.',
    },
  })
  .input(apiKeyReference)
  .output(documented(apiKeyRow))
  .query(({ ctx, input }) => {
    const tenant = hospitalScope(ctx, input.hospitalId);
    ctx.audit.targetType = 'api_key';
    return ctx.services.db.run(tenant, async (db) => {
      const { timezone } = await readHospital(db, tenant.hospitalId);
      const key = await getApiKey(db, tenant.hospitalId, input.apiKeyId);
      ctx.audit.targetId = key.id;
      return showApiKey(key, timezone);
    });
  });
