import type { z } from 'zod';

const TYPES: Readonly<Record<string, string>> = {
  string: 'Must be text.',
  number: 'Must be a number.',
  int: 'Must be a whole number.',
  boolean: 'Must be true or false.',
  array: 'Must be a list.',
  object: 'Must be an object.',
  record: 'Must be an object.',
};

/**
 * What is wrong with a field, in one sentence for the developer who sent it. A schema's own sentence is kept; zod's general
 * ones speak of its types rather than of the field. Each has its Spanish in kernel/messages.
 */
export function faultSentence(issue: z.core.$ZodIssue): string {
  if (!/^(?:Invalid|Too small|Too big)/.test(issue.message)) return issue.message;
  if (issue.code === 'invalid_type') return typeSentence(issue);
  if (issue.code === 'invalid_value') return `Must be one of ${issue.values.join(', ')}.`;
  if (issue.code === 'too_small') return leastSentence(issue.minimum, issue.origin);
  if (issue.code === 'too_big') return mostSentence(issue.maximum, issue.origin);
  if (issue.code === 'invalid_format') return `Is not a valid ${issue.format}.`;
  return 'Is not valid.';
}

function typeSentence(issue: z.core.$ZodIssueInvalidType): string {
  if (issue.message.endsWith('received undefined')) return 'Is required.';
  const sentence = TYPES[issue.expected];
  if (sentence === undefined) return 'Has the wrong type.';
  return issue.message.endsWith('received null') ? sentence.replace(/\.$/, ', not null.') : sentence;
}

function leastSentence(value: number | bigint, origin: string): string {
  if (origin === 'string') return `Must have at least ${value} characters.`;
  if (origin === 'array' || origin === 'set') return `Must have at least ${value} entries.`;
  return `Must be at least ${value}.`;
}

function mostSentence(value: number | bigint, origin: string): string {
  if (origin === 'string') return `Must have at most ${value} characters.`;
  if (origin === 'array' || origin === 'set') return `Must have at most ${value} entries.`;
  return `Must be at most ${value}.`;
}
