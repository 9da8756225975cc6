import type { AgentType } from '@/server/seed/rows';
import { ENGLISH } from './conversations-en';
import { SPANISH } from './conversations-es';

/**
 * Lines that begin with `A:` (the agent) or `P:` (the patient). `{patient}`, `{first}`, `{doctor}`, `{day}`, `{time}`,
 * `{branch}`, `{specialty}` and `{reason}` are filled in.
 */
export type Conversation = readonly string[];

/** The outcomes that a conversation may belong to: it must not confirm a visit that was cancelled. */
export type Outcome = 'kept' | 'cancelled';

export type Conversations = Readonly<
  Record<AgentType, Readonly<Record<Outcome, readonly Conversation[]>>> & { unknownCaller: readonly Conversation[] }
>;

export type Language = 'en' | 'es';

export const CONVERSATIONS: Readonly<Record<Language, Conversations>> = { en: ENGLISH, es: SPANISH };
