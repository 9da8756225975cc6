import { z } from 'zod';
import { MAX_LINES } from '@/server/domain/calls/add-transcript-line';
import { callId, callRow, transcriptRow } from '@/server/procedures/schemas/call';
import { day, idOf, instant, shownLine } from '@/server/procedures/schemas/fields';
import { presenter } from '@/server/procedures/schemas/present';

const { transcription: _, ...facts } = callRow.shape;
const { call_id: __, ...said } = transcriptRow.shape;
const phone = shownLine(32).nullable();
const cursor = z.string().min(1).max(200);

/** A call as the dashboard's lists show it: the surfaces' row without what was said, with numbers, branch and end. */
const placedCall = z.object({
  ...facts,
  from_number: phone,
  to_number: phone,
  branch_name: shownLine(200).nullable(),
  ended_at: instant().nullable(),
});

export const showPlacedCall = presenter(placedCall);

export const showSaidLine = presenter(z.object(said));

export const liveCallsInput = z.strictObject({ hospitalId: idOf('hospital') });

export const listCallsInput = z.strictObject({
  hospitalId: idOf('hospital'),
  agentType: facts.agent_type.nullable(),
  startDate: day().nullable(),
  endDate: day().nullable(),
  /** The page after a cursor, or before one; neither: the newest. */
  older: cursor.nullable(),
  newer: cursor.nullable(),
});

export const getCallInput = z.strictObject({
  hospitalId: idOf('hospital'),
  callId,
  /** Position of the last line that the page has. */
  after: z.int().min(0).max(MAX_LINES).default(0),
});
