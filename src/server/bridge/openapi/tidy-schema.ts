import { type JsonObject, mapSchema } from './json';

/** Formats say it better than the patterns that zod writes beside them; lengths as client generators and linters want them. */
const FORMAT_LENGTHS: Readonly<Record<string, number>> = { uuid: 36, date: 10, 'date-time': 40, email: 254 };
const INT32_MAX = 2_147_483_647;

/** A schema as zod writes it, in the plainest form of JSON Schema 2020-12 that means the same. */
export function tidySchema(schema: unknown): unknown {
  return mapSchema(schema, (inner) => withPlainNull(withLimits(withExamples(inner))));
}

/** `anyOf [X, null]` as X with a list of types, which more generators understand; a reference stays a choice. */
function withPlainNull(schema: JsonObject): JsonObject {
  const { anyOf, ...rest } = schema;
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return schema;
  const [inner, none] = anyOf as [JsonObject, JsonObject];
  if (none.type !== 'null' || typeof inner.type !== 'string' || inner.enum !== undefined) {
    // What is said of the inner schema belongs to the field.
    const { description, examples, ...bare } = inner;
    return {
      ...(description !== undefined && { description }),
      ...(examples !== undefined && { examples }),
      ...rest,
      anyOf: [bare, none],
    };
  }
  return { ...inner, ...rest, type: [inner.type, 'null'] };
}

function withLimits(schema: JsonObject): JsonObject {
  const { format, pattern, ...rest } = schema;
  const length = typeof format === 'string' ? FORMAT_LENGTHS[format] : undefined;
  if (length !== undefined) return { ...rest, format, maxLength: rest.maxLength ?? length };
  if (rest.type === 'integer' || (Array.isArray(rest.type) && rest.type.includes('integer'))) {
    return { ...schema, format: Number(rest.maximum) <= INT32_MAX ? 'int32' : 'int64' };
  }
  return schema;
}

/** `example` is OpenAPI's of old; JSON Schema 2020-12 has `examples`. */
function withExamples(schema: JsonObject): JsonObject {
  const { example, ...rest } = schema;
  return example === undefined ? schema : { ...rest, examples: [example] };
}
