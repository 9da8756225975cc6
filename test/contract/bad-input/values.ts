import type { Kind } from './plain-schema';

/** For a field of this kind wherever it stands; a URL holds only the texts of it. */
export const BAD: Readonly<Partial<Record<Kind, Readonly<Record<string, unknown>>>>> = {
  boolean: { 'wrong case': 'TRUE', 'a word': 'yes' },
  integer: {
    'a word': 'abc',
    'a fraction': 1.5,
    'a fraction as text': '1.5',
    'an exponent': '1e2',
    hexadecimal: '0x10',
    padded: ' 5',
  },
  number: { 'a word': 'abc', 'an exponent': '1e2', 'NaN as text': 'NaN' },
  id: {
    'no id': 'x',
    SQL: "' OR 1=1--",
    'a uuid without hyphens': '019aa6f05b7c7d109c3e2f6a1b8d4e57',
    'a uuid in braces': '{019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57}',
    'a uuid cut short': '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e5',
    'a TypeID of nothing': 'xyz_01k6kf0pvwfm89r7hfd8dmtkjq',
  },
  day: {
    'a day that does not exist': '2026-02-30',
    'a leap day of no leap year': '2025-02-29',
    'a month too many': '2026-13-01',
    'day zero': '2026-01-00',
    'no padding': '2026-1-1',
    'no hyphens': '20260101',
    'another order': '01-02-2026',
    'an instant': '2026-01-01T00:00:00Z',
    'a year of five digits': '12026-01-01',
    'the year 0': '0000-01-01',
    'before 1900': '1899-12-31',
  },
  instant: {
    'a day that does not exist': '2026-02-30T10:00:00Z',
    'hour 24': '2026-11-24T24:00:00Z',
    'minute 60': '2026-11-24T10:60:00Z',
    'no offset': '2026-11-24T10:00:00',
    'no time': '2026-11-24',
    'Unix seconds': '1795344300',
    'a blank for T': '2026-11-24 10:00:00Z',
    'an offset over a day': '2026-11-24T10:00:00+25:00',
    'before 1900': '1899-12-30T10:00:00Z',
    'absurdly far': '9999-12-31T23:59:59Z',
  },
  moment: {
    'a day that does not exist': '2026-02-30',
    'an instant that does not exist': '2026-02-30T10:00:00Z',
    'hour 24': '2026-11-24T24:00:00Z',
    'no offset': '2026-11-24T10:00:00',
    'Unix seconds': '1795344300',
    'the year 0': '0000-01-01',
  },
  time: {
    'hour 24': '24:00',
    'hour 24 with seconds': '24:00:00',
    'minute 60': '10:60',
    'second 60': '10:00:60',
    'no padding': '9:00',
    'twelve hours': '09:00 AM',
    'a fraction': '09:00:00.5',
    'a zone': '09:00Z',
  },
  email: {
    'no at': 'asha.example.com',
    'no domain': 'asha@',
    'no name': '@example.com',
    'two at': 'asha@menon@example.com',
    'a domain without a dot': 'asha@localhost',
    'two dots': 'asha@example..com',
    'a blank': 'asha menon@example.com',
    'a line break': 'asha@example.com\nBcc: x@example.com',
  },
  phone: {
    letters: '98765abcde',
    'too short': '123',
    'two plus': '++919876543210',
    'a plus alone': '+   ',
    'no digits': '----',
    'too many digits': '9'.repeat(30),
    'other digits': '٩٨٧٦٥٤٣٢١٠',
    'an extension': '9876543210 x12',
    'a country code of nobody': '+9990000000',
  },
  address: {
    'a host': 'localhost',
    'a byte too large': '256.0.0.1',
    'a port': '10.0.0.1:80',
    'three bytes': '10.0.0',
    'a v4 block too small': '10.0.0.0/33',
    'a v6 block too small': '::1/129',
    'seven groups': '1:2:3:4:5:6:7',
    'a list': '10.0.0.1,10.0.0.2',
  },
  word: { 'a control character': 'a\u0000', 'a word of no alphabet': '🦷', quotes: `'"` },
  text: {
    blank: '   ',
    NUL: 'a\u0000b',
    escape: 'a\u001b[31mb',
    'a control character at its end': 'Asha\u0007',
    delete: 'a\u007fb',
  },
  array: {},
  object: { 'an unknown field': { surprise: 1 } },
};

/** Of a field in a body only: values that a URL cannot hold. */
export const TYPES: Readonly<Record<string, unknown>> = { text: 'text', number: 7, boolean: true, list: [], object: {} };
/** Which of them a type is. */
export const OWN_TYPE: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  array: 'list',
  object: 'object',
};

/** Texts as people and attackers write them, which are text all the same. */
export const TEXTS: Readonly<Record<string, string>> = {
  emoji: 'Zoë 🦷 👩🏽‍⚕️',
  'right to left': 'آشا مِنون אשה',
  'combining and wide': 'ẹ́ 漢字 ﷽',
  HTML: '<script>alert("x")</script>&amp;<b>',
  SQL: "Robert'); DROP TABLE patients;--",
  'a formula': '=HYPERLINK("http://x.test")',
  'a template': '{{7*7}} <%= 7*7 %> %s %00 \\u0000 ../..',
};

/** One number as people write it. */
export const PHONES: Readonly<Record<string, string>> = {
  national: '9876543210',
  'with a trunk zero': '098765 43210',
  'E.164': '+919876543210',
  spaced: '+91 98765 43210',
  punctuated: '(98765) 432-10',
};
