/** Any JSON object of a document; what is in it is looked at as it is met. */
export type JsonObject = { [name: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under a name, made if it is not there. @throws if something else is there. */
export function objectAt(parent: JsonObject, name: string): JsonObject {
  parent[name] ??= {};
  const value = parent[name];
  if (!isObject(value)) throw new Error(`${name} is no object`);
  return value;
}

/**
 * The same schema with it and every schema in it, inner ones first, replaced by what `change` makes of it. Only where a schema
 * can stand: a field may well be called "type" or "format".
 */
export function mapSchema(schema: unknown, change: (schema: JsonObject) => JsonObject): unknown {
  if (!isObject(schema)) return schema;
  const mapped: JsonObject = { ...schema };
  for (const name of ['items', 'additionalProperties']) {
    if (isObject(schema[name])) mapped[name] = mapSchema(schema[name], change);
  }
  for (const name of ['anyOf', 'oneOf', 'allOf']) {
    const list = schema[name];
    if (Array.isArray(list)) mapped[name] = list.map((inner) => mapSchema(inner, change));
  }
  if (isObject(schema.properties)) {
    const fields = Object.entries(schema.properties).map(([name, inner]) => [name, mapSchema(inner, change)]);
    mapped.properties = Object.fromEntries(fields);
  }
  return change(mapped);
}

/** `createPatient` as `CreatePatient`. */
export function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
