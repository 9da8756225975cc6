import { updateCall } from '@/server/domain/calls/update-call';
import { documented } from '@/server/procedures/documented';
import { callRow, showCall } from '@/server/procedures/schemas/call';
import { changedFields } from '@/server/procedures/schemas/changes';
import { keyProcedure } from '@/server/procedures/trpc';
import { updateCallInput } from './call.schema';
import { callScope } from './call-scope';

export const updateCallProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'calls:write' },
    rateClass: 'standard',
    audit: { action: 'call.update', fieldGroup: 'record' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND', 'FORBIDDEN', 'INVALID_STATUS_TRANSITION', 'PRECONDITION_FAILED'],
    openapi: {
      method: 'PATCH',
      path: '/calls/{id}',
      operationId: 'updateCall',
      tags: ['Calls'],
      summary: 'Record how a call goes on or ends',
      description:
        'A call ends once: `completed`, `missed` and `failed` are final. Its `duration` may be corrected afterwards. With ' +
        '`If-Match` only if the call is as it was read.',
    },
  })
  .input(updateCallInput)
  .output(documented(callRow))
  .mutation(({ ctx, input: { id, ...fields } }) => {
    ctx.audit.targetType = 'call';
    ctx.audit.targetId = id;
    ctx.audit.changes = { fields: Object.keys(fields) };
    return ctx.commit(ctx.tenant, async (tx) => {
      const call = await updateCall(tx, callScope(ctx), id, changedFields(fields), (current) =>
        ctx.requireMatch(showCall(current, current.timezone)),
      );
      ctx.audit.patientIds = call.patientId === null ? [] : [call.patientId];
      return showCall(call, call.timezone);
    });
  });
