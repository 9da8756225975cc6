import { z } from 'zod';
import { ID_PREFIXES, parseId, type ResourceKind } from '@/server/kernel/typeid';
import { isTimeZone } from '@/server/kernel/zoned-time';

/** Fields that many operations share. Each says in its own words what it accepts; the documents are made from them. */

// Written out, not as \p{Cc}: the documents carry these patterns into languages that do not know it.
const NOT_IN_PARAGRAPH = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f';
const NOT_IN_LINE = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029';
const PARAGRAPH = new RegExp(`^[^${NOT_IN_PARAGRAPH}]*$`, 'u');
const LINE = new RegExp(`^[^${NOT_IN_LINE}]*$`, 'u');
const LONE_SURROGATE = /\p{Surrogate}/u;
const UUID_FORM = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const NO_CONTROLS = 'Must not contain control characters.';

/** One line of text, trimmed, not blank. Emoji and right-to-left scripts are text; control characters and broken UTF-16 are not. */
export function line(maxLength: number) {
  return text(maxLength, NOT_IN_LINE);
}

/** Text of several lines. */
export function paragraph(maxLength: number) {
  return text(maxLength, NOT_IN_PARAGRAPH);
}

/** Judged as it was sent and trimmed afterwards, so that what the documents say of it is what is done. */
function text(maxLength: number, refused: string) {
  // Blanks, then something that is none. Apart from each other, so that no text makes it search for long.
  const filled = new RegExp(`^[^\\S${refused}]*[^\\s${refused}][^${refused}]*$`, 'u');
  return z
    .string()
    .min(1, { error: 'Must not be empty.', abort: true })
    .max(maxLength, { error: `Must have at most ${maxLength} characters.`, abort: true })
    .regex(filled, { error: ({ input }) => (String(input).trim() === '' ? 'Must not be empty.' : NO_CONTROLS) })
    .refine((given) => !LONE_SURROGATE.test(given), NO_CONTROLS)
    .trim();
}

/** One line of text in an answer, with the length that its input has. */
export function shownLine(maxLength: number) {
  return z.string().max(maxLength).regex(LINE);
}

/** Text of several lines in an answer. */
export function shownParagraph(maxLength: number) {
  return z.string().max(maxLength).regex(PARAGRAPH);
}

/** An id of this kind, as uuid or as TypeID; the parsed value is the uuid in lower case. */
export function idOf(kind: ResourceKind) {
  return z
    .string()
    .max(64)
    .transform((text, context) => {
      const uuid = parseId(kind, text);
      if (uuid === null) context.addIssue({ code: 'custom', message: `Must be the id of a ${kind}.` });
      return uuid ?? z.NEVER;
    })
    .meta({ pattern: `^(?:${UUID_FORM}|${ID_PREFIXES[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25})$` });
}

// By definition, as `instants` below.
const typeIds = new WeakMap<object, ResourceKind>();

/** A TypeID of this kind in an answer. */
export function typeId(...kinds: ResourceKind[]) {
  const prefixes = kinds.map((kind) => ID_PREFIXES[kind]).join('|');
  const schema = z
    .string()
    .max(32)
    .regex(new RegExp(`^(?:${prefixes})_[0-7][0-9a-hjkmnp-tv-z]{25}$`));
  const [kind] = kinds;
  if (kind !== undefined && kinds.length === 1) typeIds.set(schema.def, kind);
  return schema;
}

/** Whose TypeID a schema made by `typeId` is; v1's presenter turns the uuid into it. Undefined: it is none, or of several kinds. */
export function typeIdKind(schema: z.ZodType): ResourceKind | undefined {
  return typeIds.get(schema.def);
}

// The format `email` of JSON Schema as validators check it: every dot-atom of RFC 5321, at a domain with a dot.
const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const EMAIL = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+${LABEL}$`);

/** An e-mail address in a request. */
export function emailInput() {
  return z.email({ pattern: EMAIL, error: 'Must be an e-mail address.' }).max(254);
}

/** An e-mail address in an answer. */
export function shownEmail() {
  return z.email().max(254);
}

/** A phone number in a request, by its characters; the domain reads it as of the hospital's country. */
export function phoneInput() {
  return z
    .string()
    .min(4, 'Must be a phone number.')
    .max(32, 'Must be a phone number.')
    .regex(/^[+0-9 ()./-]*$/, 'Must be a phone number.');
}

/** A phone number in an answer: E.164. */
export function shownPhone() {
  return z
    .string()
    .max(16)
    .regex(/^\+[0-9]{2,15}$/);
}

/** Lock 3 in the one answer that shows it. */
export function hospitalToken() {
  return z
    .string()
    .max(64)
    .regex(/^[0-9a-f]{64}$/);
}

/** A uuid in an answer. */
export function uuid() {
  return z.uuid();
}

// By definition, not by schema: `.meta()` and its like clone the schema and keep the definition.
const instants = new WeakSet<object>();

/** An instant in an answer: ISO 8601 with the offset of the row's zone. */
export function instant() {
  const schema = z.iso.datetime({ offset: true });
  instants.add(schema.def);
  return schema;
}

/** Was this schema made by `instant`? The presenter turns its values from Date to text. */
export function isInstant(schema: z.ZodType): boolean {
  return instants.has(schema.def);
}

/** An instant in a request: ISO 8601 with an offset or Z, between 1900 and 2200. */
export function instantInput() {
  return z.iso
    .datetime({ offset: true, message: 'Must be an instant in ISO 8601 with an offset, such as 2026-11-22T09:30:00+05:30.' })
    .max(40)
    .refine((text) => {
      const year = new Date(text).getUTCFullYear();
      return year >= 1900 && year <= 2200;
    }, 'Must be between the years 1900 and 2200.');
}

/** A day that exists, YYYY-MM-DD, from 1900 on. */
export function day() {
  return z.iso
    .date('Must be a date that exists, as YYYY-MM-DD.')
    .refine((text) => text >= '1900-01-01', 'Must not be before 1900.');
}

export function timeZone() {
  return z
    .string()
    .max(64)
    .refine(isTimeZone, 'Must be an IANA time zone, such as Asia/Kolkata.')
    .meta({ pattern: '^[A-Za-z0-9_+/-]+$' });
}

/** The parameters of every list (contract section 4, Lists). */
export const pageFields = {
  page: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(1)
    .meta({ description: 'Page, from 1 to 10,000. Use `cursor` to go deeper.', example: 1 }),
  limit: z.number().int().min(1).max(100).default(20).meta({ description: 'Rows a page.', example: 20 }),
  cursor: z.string().min(1).max(200).optional().meta({
    description: '`next_cursor` of the answer before: goes on from there, however deep, and stable.',
    example: 'bWZ6',
    pattern: '^[A-Za-z0-9_-]+$',
  }),
};
