import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp } from '../../support/app';
import { type Field, fieldsOf } from '../bad-input/fields';
import { callWith, names, type Subject, subjectOf } from '../bad-input/subject';
import { outcome } from '../support/call';
import { faultsOf } from '../support/check';
import { OPERATIONS } from '../support/openapi';
import { allowed } from './requests';
import { PATIENCE, SETTINGS } from './settings';

const withInput = OPERATIONS.filter((place) => fieldsOf(place).some(({ where }) => where !== 'path'));

/** Any JSON, but for names and texts that the reader of JSON refuses before a field is looked at. */
const anyJson = fc
  .jsonValue({ maxDepth: 3, stringUnit: 'binary' })
  .filter((value) => !/"(?:__proto__|constructor|prototype)":/.test(JSON.stringify(value)));

/** A value that the document does not allow in the field: of any type, or nearly right. */
function broken(field: Field, subject: Subject): fc.Arbitrary<unknown> {
  const isBroken = (value: unknown) => faultsOf(field.reference, value).length > 0;
  if (field.where === 'query') return brokenText(field, isBroken);
  const nearly = allowed(field, subject).chain((value) =>
    fc.oneof(fc.constant([value]), fc.constant(String(value)), textLike(value)),
  );
  return fc.oneof(anyJson, nearly).filter((value) => isBroken(value) && !/\\ud[89a-f]/.test(JSON.stringify(value)));
}

/** A URL has texts only, and no number of a text that is none. */
function brokenText(field: Field, isBroken: (value: unknown) => boolean): fc.Arbitrary<string> {
  const number = field.schema.type === 'integer' || field.schema.type === 'number';
  const read = (text: string) => (number && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);
  return fc
    .oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ maxLength: 5 }), fc.double().map(String))
    .filter((text) => isBroken(read(text)));
}

/** The text with a character more, less or other. */
function textLike(value: unknown): fc.Arbitrary<string> {
  const text = String(value);
  return fc
    .tuple(fc.nat(text.length), fc.nat(1), fc.string({ unit: 'binary', maxLength: 1 }))
    .map(([at, drop, more]) => text.slice(0, at) + more + text.slice(at + drop));
}

describe.each(withInput.map((place) => [place.operation.operationId, place] as const))('%s', (_id, place) => {
  let subject: Subject;

  beforeAll(async () => {
    subject = await subjectOf(await sharedApp(), place);
  });

  it('refuses what its document does not allow, and names the field', { timeout: PATIENCE }, async () => {
    const fields = fieldsOf(place).filter(({ where, kind }) => where !== 'path' && kind !== 'ignored');
    const cases = fc.constantFrom(...fields).chain((field) => fc.tuple(fc.constant(field), broken(field, subject)));
    await fc.assert(
      fc.asyncProperty(cases, async ([field, value]) => {
        const reply = await callWith(subject, field, value);
        const context = `${field.name}: ${JSON.stringify(value)}: ${reply.status} ${reply.text.slice(0, 1000)}`;
        expect(outcome(reply), context).toBe('400 VALIDATION_ERROR');
        expect(names(reply, field), context).toBe(true);
      }),
      SETTINGS,
    );
  });
});
