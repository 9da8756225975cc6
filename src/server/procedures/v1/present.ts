import type { z } from 'zod';
import { type ResourceKind, toTypeId } from '@/server/kernel/typeid';
import { isInstant, typeIdKind } from '@/server/procedures/schemas/fields';
import { type FieldMask, NO_MASK } from '@/shared/role-table';

/** What a row must hold for a v1 schema: the same names, instants as Date, ids as uuid. A hidden field must be there too. */
export type V1Source<Shape extends z.core.$ZodLooseShape> = {
  [Field in keyof Shape & string]-?: string extends z.output<Shape[Field]> & string
    ? Exclude<z.output<Shape[Field]>, undefined> | Date
    : Exclude<z.output<Shape[Field]>, undefined>;
};

type Convert = (value: unknown) => unknown;

/**
 * Makes the function that shows a row on v1 as `schema` says: only its fields, uuids as the TypeIDs that their schemas are,
 * instants in UTC with Z (contract section 7). What the caller's mask hides is left out; such a field is `.optional()` in the
 * schema. If-Match and ETag are of what this returns, so that the tag is of the masked answer.
 */
export function v1Presenter<Shape extends z.core.$ZodLooseShape>(schema: z.ZodObject<Shape>) {
  const fields = Object.entries(schema.shape).map(([name, field]) => ({ name, convert: converter(field as z.ZodType) }));
  return (row: V1Source<Shape>, mask: FieldMask = NO_MASK): z.output<z.ZodObject<Shape>> => {
    const shown: Record<string, unknown> = {};
    for (const { name, convert } of fields) {
      if (mask.hidden.length > 0 && mask.hidden.includes(name)) continue;
      const value = (row as Record<string, unknown>)[name];
      shown[name] = value === null || value === undefined ? null : convert(value);
    }
    return shown as z.output<z.ZodObject<Shape>>;
  };
}

function converter(field: z.ZodType): Convert {
  const schema = unwrap(field);
  if (isInstant(schema)) return (value) => (value instanceof Date ? value.toISOString() : value);
  const kind: ResourceKind | undefined = typeIdKind(schema);
  return kind === undefined ? (value) => value : (value) => toTypeId(kind, String(value));
}

function unwrap(schema: z.ZodType): z.ZodType {
  const inner = (schema.def as { innerType?: z.ZodType }).innerType;
  return inner ? unwrap(inner) : schema;
}
