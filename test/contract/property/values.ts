import fc from 'fast-check';
import { newId } from '@/server/kernel/new-id';
import { idPrefix, type Kind, kindOf, type PlainSchema, plainSchema } from '../bad-input/plain-schema';
import type { Subject } from '../bad-input/subject';
import type { Schema } from '../support/openapi';

type Make = (schema: PlainSchema, subject: Subject) => fc.Arbitrary<unknown>;

const SPECIAL = [
  'Zoë 🦷',
  'آشا مِنون',
  '<b onclick="x()">&amp;',
  "Robert'); DROP TABLE patients;--",
  '=1+1',
  '%',
  '_',
  '\\',
  '  two  blanks  ',
  '   ',
  '\n',
  'two\nlines\n',
];
const ZONES = [
  'UTC',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'America/New_York',
  'Australia/Lord_Howe',
  'Europe/Paris',
  'Pacific/Apia',
];
const ADDRESSES = ['10.0.0.1', '203.0.113.0/24', '::1', '2001:db8::/32', '::ffff:10.0.0.1', '0.0.0.0/0'];

/** Texts whose meaning a pattern cannot say, by the shape of the pattern. */
const MEANT = [...ZONES, 'IN', 'US', 'INR', 'USD', 'CONSULTATION', 'MANUAL', 'patient.list', '123456'];

const two = (most: number, least = 0) => fc.integer({ min: least, max: most }).map((number) => String(number).padStart(2, '0'));

const dayText = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const offset = fc.oneof(
  fc.constant('Z'),
  fc.tuple(fc.constantFrom('+', '-'), two(14), two(59)).map(([sign, h, m]) => `${sign}${h}:${m}`),
);

const instantText = fc
  .tuple(dayText, two(23), two(59), two(59), fc.constantFrom('', '.5', '.123', '.123456'), offset)
  .map(([date, h, m, s, fraction, zone]) => `${date}T${h}:${m}:${s}${fraction}${zone}`);

const MAKERS: Readonly<Record<Kind, Make>> = {
  boolean: () => fc.boolean(),
  integer: ({ minimum = -(2 ** 53) + 1, maximum = 2 ** 53 - 1 }) =>
    fc.oneof(fc.integer({ min: minimum, max: maximum }), fc.constantFrom(minimum, maximum)),
  number: ({ minimum = 0, maximum = 1e9 }) =>
    fc.integer({ min: Math.ceil(minimum * 100), max: Math.floor(maximum * 100) }).map((cents) => cents / 100),
  enum: ({ enum: choices = [] }) => fc.constantFrom(...choices),
  array: ({ items, minItems = 0, maxItems = 5, uniqueItems }, subject) => {
    const inner = fitting(items ?? {}, subject);
    const lengths = { minLength: minItems, maxLength: Math.min(maxItems, minItems + 4) };
    return uniqueItems ? fc.uniqueArray(inner, lengths) : fc.array(inner, lengths);
  },
  object: ({ properties = {}, required = [] }, subject) => {
    const model = Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, fitting(inner, subject)]));
    return fc.record(model, { requiredKeys: [...required], noNullPrototype: true });
  },
  day: () => dayText,
  instant: () => instantText,
  moment: () => fc.oneof(dayText, instantText),
  time: () => fc.tuple(two(23), two(59), fc.option(two(59))).map(([h, m, s]) => (s === null ? `${h}:${m}` : `${h}:${m}:${s}`)),
  email: () => fc.emailAddress(),
  phone: () =>
    fc.oneof(
      fc.integer({ min: 6_000_000_000, max: 9_999_999_999 }).map(String),
      fc
        .integer({ min: 6_000_000_000, max: 9_999_999_999 })
        .map((number) => `+91 ${String(number).slice(0, 5)}-${String(number).slice(5)}`),
    ),
  address: () => fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom(...ADDRESSES)),
  id: (schema, { ids }) => fc.oneof(fc.constantFrom(...(ids[idPrefix(schema) ?? ''] ?? [newId()])), fc.uuid({ version: 7 })),
  text: ({ minLength = 0, maxLength = 5000 }) =>
    fc.oneof(
      fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 40) }),
      fc.string({ unit: 'binary', minLength, maxLength: Math.min(maxLength, 12) }),
      fc.constantFrom(
        ...SPECIAL,
        'a'.repeat(maxLength),
        '😀'.repeat(maxLength),
        ` ${'a'.repeat(maxLength - 1)}`,
        `${'a'.repeat(maxLength)} `,
      ),
    ),
  secret: ({ minLength = 0, maxLength = 100 }) => fc.string({ unit: 'binary', minLength, maxLength: Math.min(maxLength, 64) }),
  ignored: ({ maxLength = 40 }) => fc.string({ unit: 'grapheme', maxLength }),
  word: ({ pattern = '' }) =>
    fc.oneof(fc.constantFrom(...MEANT), fc.stringMatching(new RegExp(pattern, 'u'), { maxLength: 64 })),
};

/** Values that a schema of a request allows, most of them with a meaning, null where it may be. */
export function fitting(schema: Schema, subject: Subject): fc.Arbitrary<unknown> {
  const plain = plainSchema(subject.place.surface, schema);
  const made = MAKERS[kindOf(plain)](plain, subject);
  return plain.nullable ? fc.option(made, { freq: 6 }) : made;
}
