import { rotateApiKey } from '@/server/domain/api-keys/rotate-api-key';
import { readHospital } from '@/server/domain/hospitals/read-hospital';
import { formatInstant } from '@/server/kernel/zoned-time';
import { documented } from '@/server/procedures/documented';
import { ADMINISTRATORS, administratorProcedure, hospitalScope } from '../scope';
import { rotateApiKeyInput, rotatedApiKey } from './api-key.schema';
import { showCredentials } from './show-credentials';

export const rotateApiKeyProcedure = administratorProcedure
  .meta({
    surface: 'hospital',
    access: { roles: ADMINISTRATORS },
    rateClass: 'standard',
    audit: { action: 'api_key.rotate' },
    status: 201,
    message: 'New API secret and token generated successfully.',
    holdsCredential: true,
    errors: ['RESOURCE_NOT_FOUND'],
    openapi: {
      method: 'POST',
      path: '/{hospitalId}/api-keys/{apiKeyId}/rotate',
      operationId: 'rotateApiKey',
      tags: ['API keys'],
      summary: 'Rotate the secret of an API key',
      description: 'A new secret and token (of a server key: a new key). The old secret goes on working for `overlap_seconds`.',
    },
  })
  .input(rotateApiKeyInput)
  .output(documented(rotatedApiKey))
  .mutation(({ ctx, input }) => {
    const tenant = hospitalScope(ctx, input.hospitalId);
    return ctx.commit(tenant, async (tx) => {
      const { timezone } = await readHospital(tx, tenant.hospitalId);
      const actor = { userId: ctx.principal.userId, address: ctx.request.address, now: ctx.request.receivedAt };
      const rotated = await rotateApiKey(tx, ctx.services, tenant.hospitalId, input.apiKeyId, input.overlap_seconds, actor);
      ctx.audit.targetType = 'api_key';
      ctx.audit.targetId = rotated.apiKey.id;
      ctx.audit.changes = { overlap_seconds: input.overlap_seconds };
      const end = rotated.oldSecretExpiresAt;
      return { ...showCredentials(rotated, timezone), old_secret_expires_at: end ? formatInstant(end, timezone) : null };
    });
  });
