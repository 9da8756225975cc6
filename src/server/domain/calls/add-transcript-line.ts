import type { Transaction } from '@/server/db/prisma-client';
import { publish } from '@/server/domain/events/outbox';
import { AppError, invalidField } from '@/server/kernel/app-error';
import { newId } from '@/server/kernel/new-id';
import type { CallScope, Speaker } from './call';
import { lockCall } from './read-call';

/** What a transcript may hold: lists give up to thirty of them in one answer. */
export const MAX_LINES = 2_000;
export const MAX_CHARACTERS = 200_000;

export type TranscriptLine = { callId: string; position: number; speaker: Speaker; text: string; createdAt: Date };

/** A line with whose call it is: the patient for the audit log, the zone in which the surface writes its instant. */
export type AddedLine = TranscriptLine & { patientId: string | null; timezone: string };

/**
 * Appends a line to what was said in a call and tells `call.transcript`, and nothing else, of it. Positions are 1, 2, 3 … without
 * a gap, however many lines come at once. A call that has ended still takes lines: speech is often written down late.
 * @throws AppError RESOURCE_NOT_FOUND; FORBIDDEN; CONFLICT for a transcript that is full; VALIDATION_ERROR for a text of breaks only.
 */
export async function addTranscriptLine(
  tx: Transaction,
  scope: CallScope,
  callId: string,
  said: { speaker: Speaker; text: string },
): Promise<AddedLine> {
  const { now: createdAt } = scope;
  const { hospitalId } = scope.tenant;
  const { speaker } = said;
  const text = oneLine(said.text);
  if (text === '') throw invalidField('text', 'Must not be empty.');
  const { branchId, patientId, timezone } = await lockCall(tx, scope, callId);
  const position = (await countLines(tx, hospitalId, callId, text.length)) + 1;
  await tx.transcriptLine.create({
    data: { hospitalId, id: newId(), callId, position, speaker, text, createdAt },
    select: { id: true },
  });
  const data = { callId, position, speaker, text, createdAt: createdAt.toISOString() };
  await publish(tx, { hospitalId, branchId, type: 'call.transcript', resource: 'call', resourceId: callId, data });
  return { callId, position, speaker, text, createdAt, patientId, timezone };
}

/** How many lines there are. @throws AppError CONFLICT where another one of this length is too much. */
async function countLines(tx: Transaction, hospitalId: string, callId: string, length: number): Promise<number> {
  const [held] = await tx.$queryRaw<{ lines: number; characters: number }[]>`
    SELECT count(*)::int AS lines, coalesce(sum(length(text)), 0)::int AS characters FROM transcript_lines
    WHERE hospital_id = ${hospitalId}::uuid AND call_id = ${callId}::uuid`;
  const { lines, characters } = held ?? { lines: 0, characters: 0 };
  if (lines >= MAX_LINES || characters + length > MAX_CHARACTERS) {
    throw new AppError('CONFLICT', { message: 'The transcript of this call is full.' });
  }
  return lines;
}

/** A transcript is told as lines "speaker: text": a break within a text could pass for somebody else's line. */
function oneLine(text: string): string {
  return text.replace(/\s*[\n\r\u0085\u2028\u2029]\s*/g, ' ').trim();
}
