import { z } from 'zod';
import {
  agentTypeInput,
  callId,
  callRow,
  createCallFields,
  transcriptFields,
  updateCallFields,
} from '@/server/procedures/schemas/call';
import { day, idOf, pageFields } from '@/server/procedures/schemas/fields';
import { listOf } from '@/server/procedures/schemas/list';

const EXAMPLE_ID = '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57';
const [FEWEST, MOST] = [10, 30];
/** What a query parameter can be and still be read as a number. */
const ANY_INTEGER = 999_999_999_999_999;

/** A limit out of its range is brought into it, not refused (contract section 4, Lists). */
const limit = z
  .number()
  .int()
  .min(-ANY_INTEGER)
  .max(ANY_INTEGER)
  .default(20)
  .transform((wanted) => Math.min(MOST, Math.max(FEWEST, wanted)))
  .meta({ description: `Rows a page: less than ${FEWEST} counts as ${FEWEST}, more than ${MOST} as ${MOST}.`, example: 20 });

export const listCallsInput = z.strictObject({
  ...pageFields,
  limit,
  patient_id: idOf('patient').optional().meta({ description: 'Calls with this patient.', example: EXAMPLE_ID }),
  branch_id: idOf('branch').optional().meta({ description: 'Calls of this branch.', example: EXAMPLE_ID }),
  agent_type: agentTypeInput.optional().meta({ example: 'appointment_reminder' }),
  start_date: day().optional().meta({ description: "First day, in the hospital's zone.", example: '2026-11-01' }),
  end_date: day().optional().meta({ description: "Last day, in the hospital's zone, included.", example: '2026-11-30' }),
});

export const callList = listOf(callRow).meta({ id: 'CallList', description: 'A page of calls.' });

export const getCallInput = z.strictObject({ id: callId });

export const createCallInput = z.strictObject(createCallFields);

export const updateCallInput = z.strictObject({ id: callId, ...updateCallFields });

export const addTranscriptLineInput = z.strictObject({ id: callId, ...transcriptFields });
