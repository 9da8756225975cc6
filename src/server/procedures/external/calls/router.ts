import { router } from '@/server/procedures/trpc';
import { addTranscriptLineProcedure } from './add-transcript-line';
import { createCallProcedure } from './create-call';
import { getCallProcedure } from './get-call';
import { listCallsProcedure } from './list-calls';
import { updateCallProcedure } from './update-call';

export const callsRouter = router({
  list: listCallsProcedure,
  get: getCallProcedure,
  create: createCallProcedure,
  update: updateCallProcedure,
  addTranscriptLine: addTranscriptLineProcedure,
});
