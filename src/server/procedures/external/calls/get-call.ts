import { getCall } from '@/server/domain/calls/read-call';
import { documented } from '@/server/procedures/documented';
import { callRow, showCall } from '@/server/procedures/schemas/call';
import { keyProcedure } from '@/server/procedures/trpc';
import { getCallInput } from './call.schema';

export const getCallProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'calls:read' },
    rateClass: 'standard',
    audit: { action: 'call.read', fieldGroup: 'record' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND'],
    openapi: {
      method: 'GET',
      path: '/calls/{id}',
      operationId: 'getCall',
      tags: ['Calls'],
      summary: 'Get a call',
      description: 'One call with its transcript, and an `ETag` for `If-None-Match` and `If-Match`.',
    },
  })
  .input(getCallInput)
  .output(documented(callRow))
  .query(async ({ ctx, input }) => {
    ctx.audit.targetType = 'call';
    ctx.audit.targetId = input.id;
    const call = await getCall(ctx.services.db, ctx.tenant, input.id, ctx.principal.hospital.timezone);
    ctx.audit.patientIds = call.patientId === null ? [] : [call.patientId];
    return showCall(call, call.timezone);
  });
