import { z } from 'zod';
import { AppError } from '@/server/kernel/app-error';
import { formatInstant } from '@/server/kernel/zoned-time';
import { documented } from '@/server/procedures/documented';
import { keyProcedure } from '@/server/procedures/trpc';
import { meOutput } from './key.schema';

export const meProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'any' },
    rateClass: 'standard',
    audit: { action: 'api_key.whoami' },
    openapi: {
      method: 'GET',
      path: '/me',
      operationId: 'getMe',
      tags: ['Key'],
      summary: 'What this key is and may do',
      description:
        "The caller's key: its hospital, permissions, branch, tier, and until when its token lives and can be renewed.",
    },
  })
  .input(z.strictObject({}))
  .output(documented(meOutput))
  .query(({ ctx }) => {
    const { principal } = ctx;
    const { hospital, token } = principal;
    if (!token) throw new AppError('UNAUTHORIZED');
    return {
      name: principal.keyName,
      hospital: { id: hospital.id, name: hospital.name, timezone: hospital.timezone },
      permissions: [...principal.grantedPermissions],
      branch_id: principal.branchId,
      rate_tier: principal.rateTier,
      token_expires_at: formatInstant(token.expiresAt, hospital.timezone),
      renewable_until: formatInstant(token.renewableUntil, hospital.timezone),
    };
  });
