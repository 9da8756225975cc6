import { newId } from '@/server/kernel/new-id';
import { ID_PREFIXES, type ResourceKind, toTypeId } from '@/server/kernel/typeid';
import type { Field } from './fields';
import { idPrefix, type Kind } from './plain-schema';
import { BAD, OWN_TYPE, PHONES, TEXTS, TYPES } from './values';

/**
 * What is put into a field, and what must come of it. `refused`: 400 that names the field, in a path 404. `missing`: 404, in a
 * filter an empty list. `accepted`: as if nothing were odd about it, text given back as it was sent.
 */
export type Mutation = { name: string; outcome: 'refused' | 'missing' | 'accepted'; value: unknown };

const TEXTUAL: readonly Kind[] = [
  'text',
  'secret',
  'word',
  'enum',
  'day',
  'instant',
  'moment',
  'time',
  'email',
  'phone',
  'address',
  'id',
];

/** Everything that is tried on a field. */
export function mutationsOf(field: Field): Mutation[] {
  if (field.where === 'path') return pathMutations(field);
  return [...refused(field), ...missing(field), ...accepted(field)];
}

function pathMutations({ schema }: Field): Mutation[] {
  const values = { 'no id': 'x', SQL: "' OR 1=1--", 'another kind': otherKind(idPrefix(schema)), 'none there': newId() };
  return rows('refused', values);
}

function refused(field: Field): Mutation[] {
  const { where, kind, schema } = field;
  const values: Record<string, unknown> = { ...(kind === 'text' ? unfit(field) : BAD[kind]), ...bounds(field) };
  if (kind === 'id') values['another kind'] = otherKind(idPrefix(schema));
  if (kind === 'enum') Object.assign(values, badChoices(schema.enum ?? []));
  if (TEXTUAL.includes(kind)) values.empty = '';
  if (where === 'query') {
    return rows('refused', Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value !== 'object')));
  }
  if (field.required) values.missing = undefined;
  if (!schema.nullable) values.null = null;
  for (const [name, value] of Object.entries(TYPES)) {
    if (name !== OWN_TYPE[schema.type]) values[`a ${name} for it`] = value;
  }
  if (kind === 'integer' || kind === 'number') values['a number as text'] = '7';
  return rows('refused', values);
}

/** The bad texts that its pattern keeps out: text of several lines holds more than a line does. */
function unfit({ schema }: Field): Record<string, unknown> {
  const pattern = new RegExp(schema.pattern ?? '', 'u');
  return Object.fromEntries(
    Object.entries(BAD.text ?? {}).filter(([name, text]) => name === 'blank' || !pattern.test(String(text))),
  );
}

function bounds({ schema, where }: Field): Record<string, unknown> {
  const { minimum, maximum, maxLength, maxItems } = schema;
  const values: Record<string, unknown> = {};
  if (minimum !== undefined && Number.isSafeInteger(minimum - 1)) values['below the least'] = minimum - 1;
  if (maximum !== undefined && Number.isSafeInteger(maximum + 1)) values['above the most'] = maximum + 1;
  if (maximum !== undefined && maximum < 1e12) values['10^12'] = 1e12;
  if (maximum !== undefined && where === 'body') values['1e308'] = 1e308;
  if (maxLength !== undefined && !schema.enum) values['too long'] = 'a'.repeat(maxLength + 1);
  if (maxLength !== undefined && where === 'body') values['far too long'] = 'a'.repeat(100_000);
  if (maxItems !== undefined) values['10,000 entries'] = Array.from({ length: 10_000 }, () => 'a');
  return values;
}

function badChoices(choices: readonly string[]): Record<string, string> {
  const [first = ''] = choices;
  const swapped = first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase();
  return { 'wrong case': swapped, 'no choice': 'SURPRISE', padded: ` ${first}`, 'a name of Object': 'constructor' };
}

function otherKind(prefix: string | undefined): string {
  const other: ResourceKind = prefix === ID_PREFIXES.schedule ? 'user' : 'schedule';
  return toTypeId(other, newId());
}

function missing({ kind, where, name }: Field): Mutation[] {
  // Ids of a list of ids, and of no list: both name rows.
  return kind === 'id' && (where === 'query' || !name.includes('.')) ? rows('missing', { 'an id of nothing': newId() }) : [];
}

function accepted({ kind, where, schema, path }: Field): Mutation[] {
  if (path.length > 1) return [];
  const values: Record<string, unknown> = { ...(kind === 'text' && TEXTS), ...(kind === 'phone' && PHONES) };
  if (where === 'body' && schema.nullable) values.null = null;
  return rows('accepted', values);
}

function rows(outcome: Mutation['outcome'], values: Readonly<Record<string, unknown>>): Mutation[] {
  return Object.entries(values).map(([name, value]) => ({ name, outcome, value }));
}
