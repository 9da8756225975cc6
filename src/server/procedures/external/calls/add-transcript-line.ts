import { addTranscriptLine } from '@/server/domain/calls/add-transcript-line';
import { documented } from '@/server/procedures/documented';
import { showTranscriptLine, transcriptRow } from '@/server/procedures/schemas/call';
import { keyProcedure } from '@/server/procedures/trpc';
import { addTranscriptLineInput } from './call.schema';
import { callScope } from './call-scope';

export const addTranscriptLineProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'calls:write' },
    rateClass: 'standard',
    audit: { action: 'call.transcribe', fieldGroup: 'record' },
    status: 201,
    errors: ['RESOURCE_NOT_FOUND', 'FORBIDDEN', 'CONFLICT'],
    openapi: {
      method: 'POST',
      path: '/calls/{id}/transcript',
      operationId: 'addTranscriptLine',
      tags: ['Calls'],
      summary: 'Add a line to the transcript of a call',
      description:
        'Lines get the positions 1, 2, 3 … in the order in which they come, also after the end of the call. A transcript takes ' +
        '2,000 lines and 200,000 characters; then 409. Send an `Idempotency-Key`, so that a repeat is not said twice.',
    },
  })
  .input(addTranscriptLineInput)
  .output(documented(transcriptRow))
  .mutation(({ ctx, input: { id, speaker, text } }) => {
    ctx.audit.targetType = 'call';
    ctx.audit.targetId = id;
    return ctx.commit(ctx.tenant, async (tx) => {
      const line = await addTranscriptLine(tx, callScope(ctx), id, { speaker, text });
      ctx.audit.patientIds = line.patientId === null ? [] : [line.patientId];
      ctx.audit.changes = { position: line.position };
      return showTranscriptLine(line, line.timezone);
    });
  });
