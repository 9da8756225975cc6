import { createApiKey } from '@/server/domain/api-keys/create-api-key';
import { readHospital } from '@/server/domain/hospitals/read-hospital';
import { documented } from '@/server/procedures/documented';
import { ADMINISTRATORS, administratorProcedure, hospitalScope } from '../scope';
import { createApiKeyInput, createdApiKey } from './api-key.schema';
import { showCredentials } from './show-credentials';

export const createApiKeyProcedure = administratorProcedure
  .meta({
    surface: 'hospital',
    access: { roles: ADMINISTRATORS },
    rateClass: 'standard',
    audit: { action: 'api_key.create' },
    status: 201,
    message: 'New API key and token generated successfully.',
    holdsCredential: true,
    errors: ['RESOURCE_NOT_FOUND'],
    openapi: {
      method: 'POST',
      path: '/{hospitalId}/api-keys',
      operationId: 'createApiKey',
      tags: ['API keys'],
      summary: 'Create an API key',
      description: 'Makes a key with its secret and token, which are shown this once.',
    },
  })
  .input(createApiKeyInput)
  .output(documented(createdApiKey))
  .mutation(({ ctx, input }) => {
    const tenant = hospitalScope(ctx, input.hospitalId);
    return ctx.commit(tenant, async (tx) => {
      const actor = { userId: ctx.principal.userId, address: ctx.request.address, now: ctx.request.receivedAt };
      const created = await createApiKey(
        tx,
        ctx.services,
        tenant.hospitalId,
        {
          name: input.name ?? null,
          kind: input.kind,
          permissions: input.permissions,
          branchId: input.branch_id ?? null,
          environment: input.environment,
          expiresAt: input.expires_at ? new Date(input.expires_at) : null,
          allowedIps: input.allowed_ips ?? [],
          rateTier: input.rate_tier ?? null,
          rateLimits: input.rate_limits ?? null,
        },
        actor,
      );
      ctx.audit.targetType = 'api_key';
      ctx.audit.targetId = created.apiKey.id;
      ctx.audit.changes = {
        permissions: created.apiKey.permissions,
        kind: created.apiKey.kind,
        branch_id: created.apiKey.branchId,
      };
      const { timezone } = await readHospital(tx, tenant.hospitalId);
      return showCredentials(created, timezone);
    });
  });
