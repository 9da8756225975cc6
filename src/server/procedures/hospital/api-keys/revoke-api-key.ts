import { revokeApiKey } from '@/server/domain/api-keys/revoke-api-key';
import { documented } from '@/server/procedures/documented';
import { ADMINISTRATORS, administratorProcedure, hospitalScope } from '../scope';
import { apiKeyReference, revokedApiKey } from './api-key.schema';

export const revokeApiKeyProcedure = administratorProcedure
  .meta({
    surface: 'hospital',
    access: { roles: ADMINISTRATORS },
    rateClass: 'standard',
    audit: { action: 'api_key.revoke' },
    message: 'API key revoked.',
    errors: ['RESOURCE_NOT_FOUND'],
    openapi: {
      method: 'DELETE',
      path: '/{hospitalId}/api-keys/{apiKeyId}',
      operationId: 'revokeApiKey',
      tags: ['API keys'],
      summary: 'Revoke an API key for good',
      description: 'The key, its secrets and its tokens end at once on every instance; its history stays.',
    },
  })
  .input(apiKeyReference)
  .output(documented(revokedApiKey))
  .mutation(({ ctx, input }) => {
    const tenant = hospitalScope(ctx, input.hospitalId);
    return ctx.commit(tenant, async (tx) => {
      const revoked = await revokeApiKey(tx, tenant.hospitalId, input.apiKeyId, {
        userId: ctx.principal.userId,
        now: ctx.request.receivedAt,
      });
      ctx.audit.targetType = 'api_key';
      ctx.audit.targetId = revoked.id;
      return revoked;
    });
  });
