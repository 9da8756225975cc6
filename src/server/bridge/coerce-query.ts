import type { z } from 'zod';
import { AppError, type ErrorDetail } from '@/server/kernel/app-error';

type Kind = 'number' | 'boolean' | 'text';

/** How each field of an input is written in a URL, read once from its schema. */
export type QueryFields = ReadonlyMap<string, Kind>;

// Up to 2^53 − 1, as far as documents bound whole numbers.
const NUMBER = /^-?\d{1,16}(\.\d{1,10})?$/;

/** What URLSearchParams puts in place of bytes that are no UTF-8, such as a lone surrogate's. */
const REPLACED = /\ufffd/;

export function queryFields(shape: Readonly<Record<string, z.ZodType>>): QueryFields {
  return new Map(Object.entries(shape).map(([name, field]) => [name, kindOf(field)]));
}

function kindOf(schema: z.ZodType): Kind {
  const def = schema.def as { type: string; innerType?: z.ZodType; in?: z.ZodType };
  const inner = def.innerType ?? def.in;
  if (inner) return kindOf(inner);
  return def.type === 'number' || def.type === 'boolean' ? def.type : 'text';
}

/**
 * Query parameters as the values that the schema expects. A text that is no number stays text, so that the schema refuses it
 * by name; nothing is guessed (`?x=false` is false, `?x=` is the empty text).
 * @throws AppError VALIDATION_ERROR for a parameter that is given twice, or is no Unicode.
 */
export function coerceQuery(query: URLSearchParams, fields: QueryFields): Record<string, unknown> {
  const input: Record<string, unknown> = Object.create(null);
  const faults: ErrorDetail[] = [];
  for (const [name, text] of query) {
    if (name in input) faults.push({ path: name, message: 'Must not be given twice.' });
    if (REPLACED.test(name + text)) faults.push({ path: name, message: 'Must be well-formed Unicode.' });
    input[name] = coerce(text, fields.get(name));
  }
  if (faults.length > 0) throw new AppError('VALIDATION_ERROR', { details: faults });
  return input;
}

function coerce(text: string, kind: Kind | undefined): unknown {
  if (kind === 'number' && NUMBER.test(text)) return Number(text);
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
