import { documentOf, type Schema } from '../support/openapi';

/** A schema of a request in one form: references followed, null put aside. */
export type PlainSchema = {
  type: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';
  nullable: boolean;
  description?: string;
  enum?: readonly string[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  items?: Schema;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
};

/**
 * What a text means. `moment` is a day or an instant. `secret` is read as it is, `ignored` not at all; `word` has an alphabet of its own, such as a cursor or a
 * zone.
 */
export type Kind =
  | Exclude<PlainSchema['type'], 'string'>
  | 'enum'
  | 'day'
  | 'instant'
  | 'moment'
  | 'time'
  | 'email'
  | 'phone'
  | 'address'
  | 'id'
  | 'text'
  | 'secret'
  | 'ignored'
  | 'word';

const FORMATS: Readonly<Record<string, Kind>> = {
  date: 'day',
  'date-time': 'instant',
  email: 'email',
  uuid: 'id',
  password: 'secret',
};

/** @throws for a schema of a form that requests do not have yet: whoever adds it teaches these tests to read it. */
export function plainSchema(surface: string, schema: Schema): PlainSchema {
  if (typeof schema.$ref === 'string') {
    const { $ref, ...beside } = schema;
    const target = documentOf(surface).components.schemas?.[String($ref).split('/').at(-1) ?? ''] as Schema;
    return plainSchema(surface, { ...target, ...beside });
  }
  if (Array.isArray(schema.anyOf)) {
    const { anyOf, ...beside } = schema;
    const [inner, none] = anyOf as [Schema, Schema?];
    if (none?.type !== 'null') throw new Error(`a choice that these tests cannot read: ${JSON.stringify(schema)}`);
    return { ...plainSchema(surface, { ...inner, ...beside }), nullable: true };
  }
  const types = [schema.type].flat();
  const type = types.find((each) => each !== 'null');
  if (typeof type !== 'string') throw new Error(`no type: ${JSON.stringify(schema)}`);
  return { ...schema, type: type as PlainSchema['type'], nullable: types.includes('null') };
}

export function kindOf(schema: PlainSchema): Kind {
  if (schema.type !== 'string') return schema.type;
  if (schema.enum) return 'enum';
  if (schema.description?.endsWith('ignored.')) return 'ignored';
  const byFormat = FORMATS[schema.format ?? ''];
  if (byFormat) return byFormat;
  const fits = (text: string) => new RegExp(schema.pattern ?? '', 'u').test(text);
  if (fits('😀 <b>')) return 'text';
  if (fits('+91 98765-43210')) return 'phone';
  if (fits('10.0.0.1') && !fits('x')) return 'address';
  if (fits('09:30') && !fits('24:30')) return 'time';
  if (fits('2026-11-01') && fits('2026-11-01T10:00:00Z') && !fits('x')) return 'moment';
  if (fits('019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57') && !fits('x')) return 'id';
  return 'word';
}

/** The prefix of the TypeID that an id may be given as; undefined where there is none. */
export function idPrefix({ pattern = '' }: PlainSchema): string | undefined {
  return /\|([a-z]{3})_/.exec(pattern)?.[1];
}
