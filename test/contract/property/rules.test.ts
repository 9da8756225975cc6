import { expect, it } from 'vitest';
import { type Field, fieldsOf } from '../bad-input/fields';
import { OPERATIONS } from '../support/openapi';
import { OF_FIELD, ruleOf } from './rules';

const FIELDS: [string, Field][] = OPERATIONS.flatMap((place) =>
  fieldsOf(place).map((field): [string, Field] => [place.operation.operationId, field]),
);

it('a rule that JSON Schema cannot say is said in words', () => {
  const silent = FIELDS.filter(([id, field]) => ruleOf(id, field) !== undefined && !isDescribed(id, field));
  expect(silent.map(([id, { name }]) => `${id}.${name}`)).toEqual([]);
});

/** What holds of each entry of a list may be said of the list. */
function isDescribed(id: string, field: Field): boolean {
  const list = FIELDS.find(([other, { name }]) => other === id && field.name === `${name}.0`)?.[1];
  return Boolean(field.schema.description ?? list?.schema.description);
}

it('every rule is of a field that there is', () => {
  const known = new Set(FIELDS.flatMap(([id, { name }]) => [name, `${id}.${name}`]));
  expect(Object.keys(OF_FIELD).filter((name) => !known.has(name))).toEqual([]);
});
