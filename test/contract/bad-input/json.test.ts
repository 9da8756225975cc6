import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp } from '../../support/app';
import { call, outcome } from '../support/call';
import { OPERATIONS } from '../support/openapi';
import { type Field, fieldsOf } from './fields';
import { namedIn, names, type Subject, subjectOf } from './subject';

const withBody = OPERATIONS.map((place) => {
  const fields = fieldsOf(place).filter(({ where, path }) => where === 'body' && path.length === 1);
  return [place.operation.operationId, place, fields] as const;
}).filter(([, , fields]) => fields.length > 0);

const nested = (depth: number, open: string, close: string) => `${open.repeat(depth)}1${close.repeat(depth)}`;

/** JSON that two readers could understand differently, or that no reader should take, as the value of a field. */
const VALUES: Readonly<Record<string, string>> = {
  'a lone surrogate': '"\\ud83e"',
  'surrogates the wrong way round': '"\\udd9e\\ud83e"',
  'a lone surrogate deep inside': '[{"a":"\\ud83e"}]',
  'a key twice inside': '{"a":1,"a":2}',
  'a key twice, once escaped': '{"a":1,"\\u0061":2}',
  __proto__: '{"__proto__":{"is_active":true}}',
  'an escaped __proto__': '{"\\u005f_proto__":1}',
  constructor: '{"constructor":{"prototype":{}}}',
};

/** Bodies that are no JSON, or too much of it; nothing in them is a field. */
const BODIES: Readonly<Record<string, Buffer | string>> = {
  'nothing but a blank': ' ',
  'cut short': '{"name":"Asha',
  'a comma too many': '{"name":"Asha",}',
  'a comment': '{/* hello */}',
  'single quotes': "{'name':'Asha'}",
  'two values': '{}{}',
  NaN: '{"age":NaN}',
  'a leading zero': '{"age":01}',
  'a raw line break in a text': '{"name":"a\nb"}',
  'objects 33 deep': nested(33, '{"a":', '}'),
  'lists 33 deep': `{"a":${nested(32, '[', ']')}}`,
  'lists 100,000 deep': `{"a":${'['.repeat(100_000)}`,
  '20,001 values': `{"a":[${'1,'.repeat(20_000)}1]}`,
  'a byte order mark': '\ufeff{}',
  'UTF-16': Buffer.from('{}', 'utf16le'),
  'bytes that are no UTF-8': Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  'an overlong slash': Buffer.from([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d]),
  'a surrogate in UTF-8': Buffer.from([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]),
};

describe.each(withBody)('%s', (_id, place, fields) => {
  let subject: Subject;

  beforeAll(async () => {
    subject = await subjectOf(await sharedApp(), place);
  });

  const send = (body: string | Buffer) =>
    call(subject.app, place.method, subject.path, {
      headers: { ...subject.headers, 'content-type': 'application/json' },
      body,
    });
  /** The sample's JSON with this text for the field. */
  const withText = (field: Field, text: string) => {
    const { [field.name]: _, ...rest } = subject.body ?? {};
    return JSON.stringify(rest).replace(/\}$/, `${Object.keys(rest).length > 0 ? ',' : ''}"${field.name}":${text}}`);
  };

  it.each(fields.map((field) => [field.name, field] as const))('%s: no honest JSON', async (_name, field) => {
    for (const [what, text] of Object.entries(VALUES)) {
      const reply = await send(withText(field, text));
      expect([what, outcome(reply), names(reply, field)]).toEqual([what, '400 INVALID_JSON', true]);
    }
    const twice = await send(withText(field, `null,"${field.name}":null`));
    expect([outcome(twice), names(twice, field)]).toEqual(['400 INVALID_JSON', true]);
    const infinite = await send(withText(field, '1e400'));
    expect([outcome(infinite), names(infinite, field)]).toEqual(['400 VALIDATION_ERROR', true]);
  });

  it('thousands of unknown fields: the answer stays short', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 15_000 }, (_, index) => [`f${index}`, 1]));
    const reply = await send(JSON.stringify(unknown));
    expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
    expect(namedIn(reply)).toHaveLength(1_000);
  });

  it('a body that is no JSON, or too much of it', async () => {
    for (const [what, body] of Object.entries(BODIES))
      expect([what, outcome(await send(body))]).toEqual([what, '400 INVALID_JSON']);
    for (const body of ['[]', '"text"', '1', 'null', 'true'])
      expect([body, outcome(await send(body))]).toEqual([body, '400 VALIDATION_ERROR']);
  });
});
