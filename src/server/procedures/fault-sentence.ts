import type { z } from 'zod';

const NOUNS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

/**
 * What is wrong with a field, in one sentence for the developer who sent it. A schema's own sentence is kept; zod's general
 * ones speak of its types rather than of the field.
 */
export function faultSentence(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input')) return typeSentence(issue);
  if (issue.code === 'invalid_value' && issue.message.startsWith('Invalid'))
    return `Must be one of ${issue.values.join(', ')}.`;
  if (issue.code === 'too_small' && issue.message.startsWith('Too small'))
    return boundSentence('at least', issue.minimum, issue.origin);
  if (issue.code === 'too_big' && issue.message.startsWith('Too big'))
    return boundSentence('at most', issue.maximum, issue.origin);
  if (issue.code === 'invalid_format' && issue.message.startsWith('Invalid')) return `Is not a valid ${issue.format}.`;
  return issue.message;
}

function typeSentence(issue: z.core.$ZodIssueInvalidType): string {
  if (issue.message.endsWith('received undefined')) return 'Is required.';
  return `Must be ${NOUNS[issue.expected] ?? issue.expected}${issue.message.endsWith('received null') ? ', not null' : ''}.`;
}

function boundSentence(bound: string, value: number | bigint, origin: string): string {
  if (origin === 'string') return `Must have ${bound} ${value} characters.`;
  if (origin === 'array' || origin === 'set') return `Must have ${bound} ${value} entries.`;
  return `Must be ${bound} ${value}.`;
}
