import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp } from '../../support/app';
import type { Reply } from '../../support/http';
import { fieldsOf } from '../bad-input/fields';
import { namedIn, type Subject, subjectOf } from '../bad-input/subject';
import { OPERATIONS, type Place } from '../support/openapi';
import { requests, send } from './requests';
import { ruleOf } from './rules';
import { PATIENCE, SETTINGS } from './settings';

const withInput = OPERATIONS.filter((place) => fieldsOf(place).some(({ where }) => where !== 'path'));

describe.each(withInput.map((place) => [place.operation.operationId, place] as const))('%s', (_id, place) => {
  let subject: Subject;

  beforeAll(async () => {
    subject = await subjectOf(await sharedApp(), place);
  });

  it('takes what its document allows, or refuses it by a rule that has a name', { timeout: PATIENCE }, async () => {
    await fc.assert(
      fc.asyncProperty(requests(subject), async (request) => {
        const reply = await send(subject, request);
        expect(withoutRule(place, reply), `${reply.status} ${reply.text.slice(0, 1000)}`).toEqual([]);
        expect(isAllowed(place, reply.status), `${reply.status} ${reply.text.slice(0, 1000)}`).toBe(true);
      }),
      SETTINGS,
    );
  });
});

/** The fields that a 400 names though neither document nor rule lets it. */
function withoutRule(place: Place, reply: Reply): string[] {
  if (reply.status !== 400) return [];
  const fields = fieldsOf(place);
  return namedIn(reply).filter((path) => {
    const general = path.replaceAll(/\.\d+/g, '.0');
    const field = fields.find(({ name }) => name === general);
    return !field || ruleOf(place.operation.operationId, field) === undefined;
  });
}

/** A 401 or 429 can come of what is sent only where that is the credential: a login, a refresh token. */
function isAllowed({ operation }: Place, status: number): boolean {
  return (
    status < 300 || [400, 404, 409, 422].includes(status) || (operation.security.length === 0 && [401, 429].includes(status))
  );
}
