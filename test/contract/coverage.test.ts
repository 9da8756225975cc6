import { expect, it } from 'vitest';
import { answersSeen } from './support/coverage';
import { OPERATIONS } from './support/openapi';

/** Answers that no test can bring about, each with its reason. Keep it short: an unseen answer is an untested one. */
const UNSEEN: Readonly<Record<string, string>> = {};

it('every documented answer of every operation was seen', () => {
  const documented = OPERATIONS.flatMap(({ operation }) =>
    Object.keys(operation.responses).map((status) => `${operation.operationId} ${status}`),
  );
  const seen = answersSeen();
  expect(documented.filter((answer) => !seen.has(answer) && UNSEEN[answer] === undefined)).toEqual([]);
  expect(Object.keys(UNSEEN).filter((answer) => seen.has(answer) || !documented.includes(answer))).toEqual([]);
});
