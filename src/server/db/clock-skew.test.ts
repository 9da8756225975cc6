import { expect, it } from 'vitest';
import { certainSkew } from './clock-skew';

it.each([
  ['the same', 1000, 1001, 1002, 0],
  ['ahead', 3000, 1001, 3002, 1999],
  ['behind', 1000, 3001, 1002, -1999],
  ['a slow answer', 1000, 1001, 9000, 0],
  ['a slow question', 1000, 8999, 9000, 0],
  ['ahead, and slow', 3000, 1001, 9000, 1999],
])('%s', (_name, asked, read, answered, expected) => expect(certainSkew(asked, read, answered)).toBe(expected));
