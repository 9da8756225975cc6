import { z } from 'zod';
import { callId, createCallFields, transcriptFields, updateCallFields } from '@/server/procedures/schemas/call';
import { hospitalId } from '../api-keys/api-key.schema';

export const recordCallInput = z.strictObject({ hospitalId, ...createCallFields });

export const updateRecordedCallInput = z.strictObject({ hospitalId, id: callId, ...updateCallFields });

export const recordTranscriptLineInput = z.strictObject({ hospitalId, id: callId, ...transcriptFields });
