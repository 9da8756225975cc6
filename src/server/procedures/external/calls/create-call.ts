import { createCall } from '@/server/domain/calls/create-call';
import { documented } from '@/server/procedures/documented';
import { createdCall, newCallOf } from '@/server/procedures/schemas/call';
import { keyProcedure } from '@/server/procedures/trpc';
import { createCallInput } from './call.schema';
import { callScope } from './call-scope';

export const createCallProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'calls:write' },
    rateClass: 'standard',
    audit: { action: 'call.create' },
    status: 201,
    errors: ['RESOURCE_NOT_FOUND'],
    openapi: {
      method: 'POST',
      path: '/calls',
      operationId: 'createCall',
      tags: ['Calls'],
      summary: 'Record that a call has begun',
      description: 'For a voice platform: the call is `in_progress` from now on.',
    },
  })
  .input(createCallInput)
  .output(documented(createdCall))
  .mutation(({ ctx, input }) =>
    ctx.commit(ctx.tenant, async (tx) => {
      const { id } = await createCall(tx, callScope(ctx), newCallOf(input));
      ctx.audit.targetType = 'call';
      ctx.audit.targetId = id;
      ctx.audit.changes = { fields: Object.keys(input) };
      return { id };
    }),
  );
