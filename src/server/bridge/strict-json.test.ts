import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '@/server/kernel/app-error';
import { parseStrictJson } from './strict-json';

function refusal(text: string): AppError {
  try {
    parseStrictJson(text);
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('was accepted');
}

describe('parseStrictJson', () => {
  it('reads any JSON that is written plainly', () => {
    const texts = fc.json({ maxDepth: 5 }).filter((text) => !/__proto__|constructor|prototype/.test(text));
    fc.assert(
      fc.property(texts, (text) => {
        expect(parseStrictJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each(['', '{', "{'a':1}", '{"a":1,}', '// x\n1', 'NaN', '01', '\ufeff{}', '{"a":1}{}'])('refuses %j', (text) => {
    expect(refusal(text).code).toBe('INVALID_JSON');
  });

  it('refuses a key given twice, naming it, also when it is written differently', () => {
    expect(refusal('{"a":{"b":1,"\\u0062":2}}').details).toEqual([{ path: 'a.b', message: 'Must not be given twice.' }]);
  });

  it('lets the same key stand in two objects', () => {
    expect(parseStrictJson('[{"a":1},{"a":2}]')).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('refuses keys that reach for prototypes', () => {
    expect(refusal('{"__proto__":{"admin":true}}').details?.[0]?.path).toBe('__proto__');
    expect(refusal('{"a":{"constructor":1}}').details?.[0]?.path).toBe('a.constructor');
  });

  it('lets 32 levels pass and refuses 33', () => {
    expect(() => parseStrictJson('['.repeat(32) + ']'.repeat(32))).not.toThrow();
    expect(refusal('['.repeat(33) + ']'.repeat(33)).details?.[0]?.message).toContain('32');
    expect(refusal('['.repeat(100_000)).code).toBe('INVALID_JSON');
  });

  it.each(['1', '{}', '[]'])('lets 19,999 of %s pass in a list and refuses 20,000: the list is one, too', (value) => {
    const list = (length: number) => `[${Array(length).fill(value).join()}]`;
    expect(() => parseStrictJson(list(19_999))).not.toThrow();
    expect(refusal(list(20_000)).details).toEqual([{ path: '', message: 'Must not hold more than 20000 values.' }]);
  });

  it('refuses lone surrogates', () => {
    expect(refusal('{"name":"\\ud800"}').details?.[0]?.path).toBe('name');
    expect(parseStrictJson('{"name":"\\ud83d\\ude00"}')).toEqual({ name: '😀' });
  });
});
