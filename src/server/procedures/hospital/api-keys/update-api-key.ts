import { type ApiKeyChanges, updateApiKey } from '@/server/domain/api-keys/update-api-key';
import { readHospital } from '@/server/domain/hospitals/read-hospital';
import { documented } from '@/server/procedures/documented';
import { changedFields } from '@/server/procedures/schemas/changes';
import { ADMINISTRATORS, administratorProcedure, hospitalScope } from '../scope';
import { apiKeyRow, showApiKey, updateApiKeyInput } from './api-key.schema';

export const updateApiKeyProcedure = administratorProcedure
  .meta({
    surface: 'hospital',
    access: { roles: ADMINISTRATORS },
    rateClass: 'standard',
    audit: { action: 'api_key.update' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND', 'PRECONDITION_FAILED'],
    openapi: {
      method: 'PATCH',
      path: '/{hospitalId}/api-keys/{apiKeyId}',
      operationId: 'updateApiKey',
      tags: ['API keys'],
      summary: 'Change, disable or enable an API key',
      description: 'Changes the given fields; null clears one. Takes effect on every instance within 100 ms.',
    },
  })
  .input(updateApiKeyInput)
  .output(documented(apiKeyRow))
  .mutation(({ ctx, input: { hospitalId, apiKeyId, ...fields } }) => {
    const tenant = hospitalScope(ctx, hospitalId);
    return ctx.commit(tenant, async (tx) => {
      const { timezone } = await readHospital(tx, tenant.hospitalId);
      const { expires_at: expiresAt, allowed_ips: allowedIps, ...plain } = fields;
      const changes: ApiKeyChanges = {
        ...changedFields(plain),
        ...(expiresAt !== undefined && { expiresAt: expiresAt === null ? null : new Date(expiresAt) }),
        ...(allowedIps !== undefined && { allowedIps: allowedIps ?? [] }),
      };
      const key = await updateApiKey(tx, tenant.hospitalId, apiKeyId, changes, {
        userId: ctx.principal.userId,
        now: ctx.request.receivedAt,
        check: (current) => ctx.requireMatch(showApiKey(current, timezone)),
      });
      ctx.audit.targetType = 'api_key';
      ctx.audit.targetId = key.id;
      ctx.audit.changes = changes;
      return showApiKey(key, timezone);
    });
  });
