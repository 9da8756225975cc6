import { newToken } from '@/server/domain/api-keys/new-token';
import { readHospital } from '@/server/domain/hospitals/read-hospital';
import { formatInstant } from '@/server/kernel/zoned-time';
import { documented } from '@/server/procedures/documented';
import { ADMINISTRATORS, administratorProcedure, hospitalScope } from '../scope';
import { newTokenInput, newTokenOutput } from './api-key.schema';

export const newTokenProcedure = administratorProcedure
  .meta({
    surface: 'hospital',
    access: { roles: ADMINISTRATORS },
    rateClass: 'standard',
    audit: { action: 'hospital_token.issue' },
    status: 201,
    message: 'New hospital token generated successfully.',
    holdsCredential: true,
    errors: ['RESOURCE_NOT_FOUND', 'CONFLICT'],
    openapi: {
      method: 'POST',
      path: '/{hospitalId}/api-keys/{apiKeyId}/token',
      operationId: 'newHospitalToken',
      tags: ['API keys'],
      summary: 'Issue a new hospital token',
      description:
        'Older tokens live to their own expiry unless `revoke_others`. At most ten live at once; the oldest ends first.',
    },
  })
  .input(newTokenInput)
  .output(documented(newTokenOutput))
  .mutation(({ ctx, input }) => {
    const tenant = hospitalScope(ctx, input.hospitalId);
    return ctx.commit(tenant, async (tx) => {
      const { timezone } = await readHospital(tx, tenant.hospitalId);
      const issued = await newToken(tx, ctx.services, tenant.hospitalId, input.apiKeyId, {
        revokeOthers: input.revoke_others,
        address: ctx.request.address,
        now: ctx.request.receivedAt,
      });
      ctx.audit.targetType = 'api_key';
      ctx.audit.targetId = issued.apiKeyId;
      ctx.audit.changes = { revoke_others: input.revoke_others };
      return { token: issued.token, token_expires_at: formatInstant(issued.tokenExpiresAt, timezone) };
    });
  });
