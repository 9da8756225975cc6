import { DOCUMENTS, type Place, type Schema } from '../support/openapi';
import { type Kind, kindOf, type PlainSchema, plainSchema } from './plain-schema';

/** A value that a request of an operation may hold, at whatever depth; of a list the first entry stands for all. */
export type Field = {
  /** As an error names it: `rate_limits.per_hour`, `weekly_schedule.0.windows`. */
  name: string;
  where: 'path' | 'query' | 'body';
  path: readonly (string | number)[];
  schema: PlainSchema;
  kind: Kind;
  required: boolean;
  /** Where its schema stands in the documents, for `faultsOf`. */
  reference: string;
};

/** Every field of an operation, read from its document, so that a new operation is covered by being there. */
export function fieldsOf(place: Place): Field[] {
  return [...parameterFields(place), ...bodyFields(place)];
}

function parameterFields({ surface, template, method, operation }: Place): Field[] {
  const { base } = DOCUMENTS.find((each) => each.surface === surface) ?? { base: '' };
  const item = encodeURIComponent(template.slice(base.length).replaceAll('~', '~0').replaceAll('/', '~1'));
  return operation.parameters.flatMap((parameter, index) => {
    if (!('name' in parameter) || (parameter.in !== 'path' && parameter.in !== 'query')) return [];
    const reference = `${surface}#/paths/${item}/${method.toLowerCase()}/parameters/${index}/schema`;
    const { name, in: where } = parameter;
    // What is said of a parameter stands beside its schema.
    const { description } = parameter as { description?: string };
    const schema = { ...parameter.schema, ...(description && { description }) };
    return [{ ...fieldAt(surface, where, [name], schema, reference), required: where === 'path' }];
  });
}

function bodyFields({ surface, operation }: Place): Field[] {
  const body = operation.requestBody?.content['application/json'].schema;
  return body ? inside(surface, [], body, '') : [];
}

/** What is in an object or a list; a reference is followed to where its fields stand. */
function inside(surface: string, path: Field['path'], schema: Schema, reference: string): Field[] {
  if (typeof schema.$ref === 'string') {
    const plain = plainSchema(surface, schema);
    return inside(surface, path, { ...plain } as unknown as Schema, surface + schema.$ref);
  }
  if (Array.isArray(schema.anyOf)) return inside(surface, path, schema.anyOf[0] as Schema, `${reference}/anyOf/0`);
  const { properties = {}, required = [], items } = plainSchema(surface, schema);
  const own = Object.entries(properties).map(([name, inner]) => [name, inner, `properties/${name}`] as const);
  const steps = items ? [...own, [0, items, 'items'] as const] : own;
  return steps.flatMap(([step, inner, below]) => {
    const field = fieldAt(surface, 'body', [...path, step], inner, `${reference}/${below}`);
    return [{ ...field, required: required.includes(String(step)) }, ...inside(surface, field.path, inner, field.reference)];
  });
}

function fieldAt(surface: string, where: Field['where'], path: Field['path'], schema: Schema, reference: string) {
  const plain = plainSchema(surface, schema);
  return { name: path.join('.'), where, path, schema: plain, kind: kindOf(plain), reference };
}
