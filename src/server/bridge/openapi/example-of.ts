import { isObject, type JsonObject } from './json';

/**
 * An example of a schema, out of the examples of its fields.
 * @param components the document's schemas, for references.
 * @param optional are fields that need not be there shown?
 * @throws if some field has none: a field without an example would leave every example of the document that holds it empty.
 */
export function exampleOf(schema: unknown, components: JsonObject, optional = true): unknown {
  if (!isObject(schema)) throw new Error('no schema');
  const [given] = Array.isArray(schema.examples) ? schema.examples : [];
  if (given !== undefined) return given;
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (typeof schema.$ref === 'string') return exampleOf(components[schema.$ref.split('/').at(-1) ?? ''], components, optional);
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if (Array.isArray(schema.anyOf)) return exampleOf(schema.anyOf[0], components, optional);
  if ([schema.type].flat().includes('array')) return [exampleOf(schema.items, components, optional)];
  if (!isObject(schema.properties)) throw new Error(`no example: ${JSON.stringify(schema)}`);
  const required = Array.isArray(schema.required) ? schema.required : [];
  const fields = Object.entries(schema.properties)
    .filter(([name]) => optional || required.includes(name))
    .map(([name, field]) => [name, exampleOf(field, components, optional)]);
  return Object.fromEntries(fields);
}
