import { router } from '@/server/procedures/trpc';
import { recordCallProcedure } from './record-call';
import { recordTranscriptLineProcedure } from './record-transcript-line';
import { updateRecordedCallProcedure } from './update-recorded-call';

export const recordedCallsRouter = router({
  record: recordCallProcedure,
  update: updateRecordedCallProcedure,
  addTranscriptLine: recordTranscriptLineProcedure,
});
