import { type ParseError, visit } from 'jsonc-parser';
import { AppError, type ErrorDetail } from '@/server/kernel/app-error';

const MAX_DEPTH = 32;
const MAX_VALUES = 20_000;
const POISON = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * JSON by RFC 8259 and nothing beside it: what two readers could understand differently is refused. Duplicate keys, depth
 * over 32, keys that reach for prototypes, comments, trailing commas, lone surrogates.
 * @throws AppError INVALID_JSON, saying where.
 */
export function parseStrictJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError('INVALID_JSON');
  }
  const fault = faultOf(text);
  if (fault) throw new AppError('INVALID_JSON', { details: [fault] });
  return value;
}

const TOO_DEEP: ErrorDetail = { path: '', message: `Must not be nested deeper than ${MAX_DEPTH} levels.` };

function faultOf(text: string): ErrorDetail | null {
  try {
    return structuralFault(text);
  } catch (error) {
    // The visitor calls itself for every level, however deep: some ten thousand levels are more than the stack holds.
    if (error instanceof RangeError) return TOO_DEEP;
    throw error;
  }
}

function structuralFault(text: string): ErrorDetail | null {
  const levels: Set<string>[] = [];
  let depth = 0;
  let values = 0;
  let fault: ErrorDetail | null = null;
  const report = (path: readonly (string | number)[], message: string) => {
    fault ??= { path: path.map(String).join('.'), message };
    return false;
  };
  // Objects and lists as well: each may be at fault in several ways.
  const count = () => {
    values++;
    if (values > MAX_VALUES) report([], `Must not hold more than ${MAX_VALUES} values.`);
  };
  const enter = () => {
    count();
    depth++;
    return depth <= MAX_DEPTH || report([], TOO_DEEP.message);
  };
  visit(
    text,
    {
      onObjectBegin: () => {
        levels.push(new Set());
        return enter();
      },
      onObjectProperty: (name, _offset, _length, _line, _character, path) => {
        const level = levels.at(-1);
        if (level?.has(name)) report([...path(), name], 'Must not be given twice.');
        if (POISON.has(name)) report([...path(), name], 'Is not an allowed name.');
        level?.add(name);
      },
      onObjectEnd: () => {
        levels.pop();
        depth--;
      },
      onArrayBegin: enter,
      onArrayEnd: () => {
        depth--;
      },
      onLiteralValue: (value, _offset, _length, _line, _character, path) => {
        count();
        if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) report(path(), 'Must be well-formed Unicode.');
      },
      onError: (_error: ParseError['error']) => {
        report([], 'Is not valid JSON.');
      },
    },
    { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false },
  );
  return fault;
}
