import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp } from '../../support/app';
import { type Subject, subjectOf } from '../bad-input/subject';
import { call } from '../support/call';
import { OPERATIONS } from '../support/openapi';
import { PATIENCE, SETTINGS } from './settings';

/** The bytes with a few of them taken out, changed or put in between. */
const damaged = (bytes: Buffer) =>
  fc
    .array(fc.tuple(fc.nat(bytes.length), fc.nat(2), fc.uint8Array({ maxLength: 3 })), { minLength: 1, maxLength: 3 })
    .map((cuts) =>
      cuts.reduce((rest, [at, length, more]) => Buffer.concat([rest.subarray(0, at), more, rest.subarray(at + length)]), bytes),
    );

/** A query string of whatever may stand in a URL: names of parameters, escapes good and bad, and what belongs to neither. */
const queries = (names: readonly string[]) =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ...names,
          'limit',
          'q',
          '=',
          '&',
          '%',
          '%zz',
          '%ff',
          '%00',
          '%ed%a0%80',
          '%F0%9F%A6%B7',
          '+',
          ';',
          '[]',
          '[0]',
          '-1',
          '1e9',
        ),
        fc.webQueryParameters(),
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(''));

/** Credentials that what was sent did not change are as good as before. */
const isAnswer = (status: number, isPublic: boolean) =>
  status < 300 || [400, 404, 409, 413, 422].includes(status) || (isPublic && [401, 429].includes(status));

describe.each(OPERATIONS.map((place) => [place.operation.operationId, place] as const))('%s', (_id, place) => {
  let subject: Subject;

  beforeAll(async () => {
    subject = await subjectOf(await sharedApp(), place);
  });

  it('answers any bytes as its document says, and never with 500', { timeout: PATIENCE }, async () => {
    const { app, path, body } = subject;
    const [before = ''] = path.split('?');
    const names = place.operation.parameters.flatMap((parameter) => ('name' in parameter ? [parameter.name] : []));
    const isPublic = place.operation.security.length === 0;
    const inputs = body === undefined ? queries(names) : damaged(Buffer.from(JSON.stringify(body)));
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => {
        const target = typeof input === 'string' ? `${before}?${input}` : path;
        const headers = { ...subject.headers, ...(body && { 'content-type': 'application/json' }) };
        const reply = await call(app, place.method, target, { headers, body: typeof input === 'string' ? undefined : input });
        expect(isAnswer(reply.status, isPublic), `${reply.status} ${reply.text.slice(0, 1000)}`).toBe(true);
      }),
      SETTINGS,
    );
  });
});
