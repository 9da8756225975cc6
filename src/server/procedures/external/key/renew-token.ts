import { z } from 'zod';
import { renewToken } from '@/server/domain/api-keys/new-token';
import { formatInstant } from '@/server/kernel/zoned-time';
import { documented } from '@/server/procedures/documented';
import { keyProcedure } from '@/server/procedures/trpc';
import { tokenOutput } from './key.schema';

export const renewTokenProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'any' },
    rateClass: 'standard',
    audit: { action: 'hospital_token.renew' },
    status: 201,
    message: 'New hospital token generated successfully.',
    holdsCredential: true,
    errors: ['CONFLICT'],
    openapi: {
      method: 'POST',
      path: '/token',
      operationId: 'renewToken',
      tags: ['Key'],
      summary: 'Renew the hospital token',
      description:
        'A new hospital token for the caller, given three valid locks: call it before `token_expires_at`. The old token lives to ' +
        'its own end. A chain of renewals ends at `renewable_until`.',
    },
  })
  .input(z.strictObject({}))
  .output(documented(tokenOutput))
  .mutation(({ ctx }) => {
    const { principal, request } = ctx;
    const zone = principal.hospital.timezone;
    ctx.audit.targetType = 'api_key';
    ctx.audit.targetId = principal.keyId;
    // The key itself is not confined to its branch: its tokens belong to the hospital.
    return ctx.commit({ hospitalId: principal.hospitalId, branchId: null }, async (tx) => {
      const issued = await renewToken(tx, ctx.services, principal, { address: request.address, now: request.receivedAt });
      return {
        token: issued.token,
        token_expires_at: formatInstant(issued.tokenExpiresAt, zone),
        renewable_until: formatInstant(issued.renewableUntil, zone),
      };
    });
  });
