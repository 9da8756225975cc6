import { addTranscriptLine } from '@/server/domain/calls/add-transcript-line';
import { documented } from '@/server/procedures/documented';
import { showTranscriptLine, transcriptRow } from '@/server/procedures/schemas/call';
import { ADMINISTRATORS, administratorProcedure, hospitalScope } from '../scope';
import { recordTranscriptLineInput } from './call.schema';
import { callScope } from './call-scope';

export const recordTranscriptLineProcedure = administratorProcedure
  .meta({
    surface: 'hospital',
    access: { roles: ADMINISTRATORS },
    rateClass: 'standard',
    audit: { action: 'call.transcribe', fieldGroup: 'record' },
    status: 201,
    errors: ['RESOURCE_NOT_FOUND', 'CONFLICT'],
    openapi: {
      method: 'POST',
      path: '/{hospitalId}/calls/{id}/transcript',
      operationId: 'recordTranscriptLine',
      tags: ['Calls'],
      summary: 'Add a line to the transcript of a call',
      description:
        'Lines get the positions 1, 2, 3 … in the order in which they come, also after the end of the call. A transcript takes ' +
        '2,000 lines and 200,000 characters; then 409. Send an `Idempotency-Key`, so that a repeat is not said twice.',
    },
  })
  .input(recordTranscriptLineInput)
  .output(documented(transcriptRow))
  .mutation(({ ctx, input: { hospitalId, id, speaker, text } }) => {
    const tenant = hospitalScope(ctx, hospitalId);
    ctx.audit.targetType = 'call';
    ctx.audit.targetId = id;
    return ctx.commit(tenant, async (tx) => {
      const scope = await callScope(tx, tenant, ctx.request);
      const line = await addTranscriptLine(tx, scope, id, { speaker, text });
      ctx.audit.patientIds = line.patientId === null ? [] : [line.patientId];
      ctx.audit.changes = { position: line.position };
      return showTranscriptLine(line, line.timezone);
    });
  });
