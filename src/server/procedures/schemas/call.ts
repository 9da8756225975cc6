import { z } from 'zod';
import { MAX_CHARACTERS, MAX_LINES } from '@/server/domain/calls/add-transcript-line';
import { MAX_DURATION } from '@/server/domain/calls/call-changes';
import type { NewCall } from '@/server/domain/calls/create-call';
import { idOf, instant, paragraph, phoneInput, shownLine, shownParagraph, uuid } from './fields';
import { presenter } from './present';

/** A call on the wire, the same on the External and the Hospital surface (contract sections 5 and 6). */

const EXAMPLE_ID = '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57';
const UUID = /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;
const PHONE = "National in the hospital's country, or with + and country code.";
const TEXT_LENGTH = 4_000;
/** Of the longest transcript, with "patient: " and a break for each line. */
const TRANSCRIPTION_LENGTH = MAX_CHARACTERS + MAX_LINES * 10;

/** A call has no TypeID: v1 knows none. */
export const callId = z
  .string()
  .max(36)
  .regex(UUID, 'Must be the id of a call.')
  .transform((text) => text.toLowerCase())
  .meta({ description: "The call's id.", example: EXAMPLE_ID });

export const agentTypeInput = z
  .enum(['inbound', 'reminder', 'appointment_reminder', 'feedback'])
  .meta({ id: 'AgentTypeInput', description: 'What the voice agent is for; `reminder` is `appointment_reminder`.' });

const agentType = z
  .enum(['inbound', 'appointment_reminder', 'feedback'])
  .meta({ id: 'AgentType', description: 'What the voice agent is for.' });

const direction = z.enum(['INBOUND', 'OUTBOUND']).meta({ id: 'CallDirection' });

const callStatus = z.enum(['in_progress', 'completed', 'missed', 'failed']).meta({ id: 'CallStatus' });

const speaker = z.enum(['agent', 'patient']).meta({ id: 'Speaker' });

export const callRow = z
  .object({
    id: uuid().meta({ example: EXAMPLE_ID }),
    patient_id: uuid().nullable().meta({ example: null }),
    patient_name: shownLine(200).nullable().meta({ example: 'Asha Menon' }),
    agent_type: agentType.meta({ example: 'appointment_reminder' }),
    direction: direction.meta({ example: 'OUTBOUND' }),
    duration: z.int().min(0).max(MAX_DURATION).nullable().meta({ description: 'Seconds.', example: 94 }),
    created_at: instant().meta({ example: '2026-11-21T10:15:00.000+05:30' }),
    transcription: shownParagraph(TRANSCRIPTION_LENGTH).nullable().meta({
      description: 'What was said, a line each: "agent: …" or "patient: …". Null where nothing was.',
      example: 'agent: Good morning, this is Lotus Hospital.\npatient: Good morning.',
    }),
    call_status: callStatus.meta({ example: 'completed' }),
  })
  .meta({ id: 'Call', description: 'A call of a voice agent.' });

export const showCall = presenter(callRow);

export const createCallFields = {
  agent_type: agentTypeInput.meta({ example: 'appointment_reminder' }),
  direction: direction.nullish().meta({
    description: 'Where it is left away: INBOUND for `inbound`, else OUTBOUND.',
    example: 'OUTBOUND',
  }),
  from_number: phoneInput().nullish().meta({ description: PHONE, example: '+912240001000' }),
  to_number: phoneInput().nullish().meta({ description: PHONE, example: '9876543210' }),
  patient_id: idOf('patient').nullish().meta({ description: 'A patient of the hospital.', example: EXAMPLE_ID }),
  branch_id: idOf('branch').nullish().meta({
    description: "A branch of the hospital; where it is left away the key's, else the patient's.",
    example: EXAMPLE_ID,
  }),
};

export const createdCall = z
  .object({ id: uuid().meta({ example: EXAMPLE_ID }) })
  .meta({ id: 'CallCreated', description: 'The id of what was recorded.' });

/** The body of a call's record as the domain takes it. */
export function newCallOf(input: z.output<z.ZodObject<typeof createCallFields>>): NewCall {
  return {
    agentType: input.agent_type,
    direction: input.direction ?? null,
    fromNumber: input.from_number ?? null,
    toNumber: input.to_number ?? null,
    patientId: input.patient_id ?? null,
    branchId: input.branch_id ?? undefined,
  };
}

export const updateCallFields = {
  call_status: callStatus.optional().meta({ example: 'completed' }),
  duration: z.int().min(0).max(MAX_DURATION).nullish().meta({
    description: 'Seconds. Of a call that is completed without one: since its record.',
    example: 94,
  }),
};

export const transcriptFields = {
  speaker: speaker.meta({ example: 'agent' }),
  text: paragraph(TEXT_LENGTH).meta({
    description: 'What was said; a break within it becomes a space.',
    example: 'Good morning, this is Lotus Hospital.',
  }),
};

export const transcriptRow = z
  .object({
    call_id: uuid().meta({ example: EXAMPLE_ID }),
    position: z.int().min(1).max(MAX_LINES).meta({ description: '1, 2, 3 … within the call.', example: 1 }),
    speaker: speaker.meta({ example: 'agent' }),
    text: shownParagraph(TEXT_LENGTH).meta({ example: 'Good morning, this is Lotus Hospital.' }),
    created_at: instant().meta({ example: '2026-11-21T10:15:04.000+05:30' }),
  })
  .meta({ id: 'TranscriptLine', description: 'A line of a transcript.' });

export const showTranscriptLine = presenter(transcriptRow);
