import { updateCall } from '@/server/domain/calls/update-call';
import { documented } from '@/server/procedures/documented';
import { callRow, showCall } from '@/server/procedures/schemas/call';
import { changedFields } from '@/server/procedures/schemas/changes';
import { ADMINISTRATORS, administratorProcedure, hospitalScope } from '../scope';
import { updateRecordedCallInput } from './call.schema';
import { callScope } from './call-scope';

export const updateRecordedCallProcedure = administratorProcedure
  .meta({
    surface: 'hospital',
    access: { roles: ADMINISTRATORS },
    rateClass: 'standard',
    audit: { action: 'call.update', fieldGroup: 'record' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND', 'INVALID_STATUS_TRANSITION', 'PRECONDITION_FAILED'],
    openapi: {
      method: 'PATCH',
      path: '/{hospitalId}/calls/{id}',
      operationId: 'updateRecordedCall',
      tags: ['Calls'],
      summary: 'Record how a call goes on or ends',
      description:
        'A call ends once: `completed`, `missed` and `failed` are final. Its `duration` may be corrected afterwards. With ' +
        '`If-Match` only if the call is as the last answer told it.',
    },
  })
  .input(updateRecordedCallInput)
  .output(documented(callRow))
  .mutation(({ ctx, input: { hospitalId, id, ...fields } }) => {
    const tenant = hospitalScope(ctx, hospitalId);
    ctx.audit.targetType = 'call';
    ctx.audit.targetId = id;
    ctx.audit.changes = { fields: Object.keys(fields) };
    return ctx.commit(tenant, async (tx) => {
      const scope = await callScope(tx, tenant, ctx.request);
      const call = await updateCall(tx, scope, id, changedFields(fields), (current) =>
        ctx.requireMatch(showCall(current, current.timezone)),
      );
      ctx.audit.patientIds = call.patientId === null ? [] : [call.patientId];
      return showCall(call, call.timezone);
    });
  });
