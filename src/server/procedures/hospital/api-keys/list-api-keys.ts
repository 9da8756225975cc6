import { z } from 'zod';
import { listApiKeys } from '@/server/domain/api-keys/find-api-key';
import { readHospital } from '@/server/domain/hospitals/read-hospital';
import { documented } from '@/server/procedures/documented';
import { ADMINISTRATORS, administratorProcedure, hospitalScope } from '../scope';
import { apiKeyList, hospitalId, showApiKey } from './api-key.schema';

export const listApiKeysProcedure = administratorProcedure
  .meta({
    surface: 'hospital',
    access: { roles: ADMINISTRATORS },
    rateClass: 'standard',
    audit: { action: 'api_key.list' },
    shape: 'bare',
    errors: ['RESOURCE_NOT_FOUND'],
    openapi: {
      method: 'GET',
      path: '/{hospitalId}/api-keys',
      operationId: 'listApiKeys',
      tags: ['API keys'],
      summary: 'List API keys',
      description: 'Every key of the hospital that is not revoked, newest first, as a bare array; never a secret or a token.',
    },
  })
  .input(z.strictObject({ hospitalId }))
  .output(documented(apiKeyList))
  .query(({ ctx, input }) => {
    const tenant = hospitalScope(ctx, input.hospitalId);
    return ctx.services.db.run(tenant, async (db) => {
      const { timezone } = await readHospital(db, tenant.hospitalId);
      const keys = await listApiKeys(db, tenant.hospitalId);
      return keys.map((key) => showApiKey(key, timezone));
    });
  });
