import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { zodDetails } from './to-app-error';

const schema = z.strictObject({
  name: z.string().min(2),
  age: z.int().max(150),
  kind: z.enum(['partner', 'server']).optional(),
  on: z.boolean().optional(),
  list: z.array(z.string()).min(1).optional(),
  own: z.string().min(3, 'Say more.').optional(),
});

function faults(input: unknown): Record<string, string> {
  const result = schema.safeParse(input);
  return Object.fromEntries((result.error ? zodDetails(result.error) : []).map(({ path, message }) => [path, message]));
}

describe('faults of an input', () => {
  it('name every field with one sentence', () => {
    expect(faults({ age: 'x', kind: 'PARTNER', on: 1, list: [], own: 'a', extra: 1 })).toEqual({
      name: 'Is required.',
      age: 'Must be a number.',
      kind: 'Must be one of partner, server.',
      on: 'Must be true or false.',
      list: 'Must have at least 1 entries.',
      own: 'Say more.',
      extra: 'Unknown field.',
    });
    expect(faults({ name: null, age: 151 })).toEqual({ name: 'Must be text, not null.', age: 'Must be at most 150.' });
    expect(faults({ name: 'a', age: 1.5 })).toEqual({
      name: 'Must have at least 2 characters.',
      age: 'Must be a whole number.',
    });
  });
});
