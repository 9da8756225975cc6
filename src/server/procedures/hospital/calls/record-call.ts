import { createCall } from '@/server/domain/calls/create-call';
import { documented } from '@/server/procedures/documented';
import { createdCall, newCallOf } from '@/server/procedures/schemas/call';
import { ADMINISTRATORS, administratorProcedure, hospitalScope } from '../scope';
import { recordCallInput } from './call.schema';
import { callScope } from './call-scope';

export const recordCallProcedure = administratorProcedure
  .meta({
    surface: 'hospital',
    access: { roles: ADMINISTRATORS },
    rateClass: 'standard',
    audit: { action: 'call.create' },
    status: 201,
    errors: ['RESOURCE_NOT_FOUND'],
    openapi: {
      method: 'POST',
      path: '/{hospitalId}/calls',
      operationId: 'recordCall',
      tags: ['Calls'],
      summary: 'Record that a call has begun',
      description: "For the hospital's voice platform: the call is `in_progress` from now on.",
    },
  })
  .input(recordCallInput)
  .output(documented(createdCall))
  .mutation(({ ctx, input: { hospitalId, ...fields } }) => {
    const tenant = hospitalScope(ctx, hospitalId);
    return ctx.commit(tenant, async (tx) => {
      const scope = await callScope(tx, tenant, ctx.request);
      const { id } = await createCall(tx, scope, newCallOf(fields));
      ctx.audit.targetType = 'call';
      ctx.audit.targetId = id;
      ctx.audit.changes = { fields: Object.keys(fields) };
      return { id };
    });
  });
