import type { z } from 'zod';
import { formatInstant } from '@/server/kernel/zoned-time';
import { isInstant } from './fields';

type Camel<S extends string> = S extends `${infer Head}_${infer Rest}` ? `${Head}${Capitalize<Camel<Rest>>}` : S;

/** What a row must hold for a schema: the same fields in camelCase, instants as Date. */
export type Source<Shape extends z.core.$ZodLooseShape> = {
  [Field in keyof Shape & string as Camel<Field>]: string extends z.output<Shape[Field]> & string
    ? z.output<Shape[Field]> | Date
    : z.output<Shape[Field]>;
};

/** A row as its schema's fields; `zone` is the IANA zone in which instants are written. */
export type Presenter<Shape extends z.core.$ZodLooseShape> = (row: Source<Shape>, zone: string) => z.output<z.ZodObject<Shape>>;

/**
 * Makes the function that shows a row as `schema` says: only its fields, in its names, instants with the zone's offset. So
 * no procedure writes names by hand, and a column that the schema does not name cannot leave.
 */
export function presenter<Shape extends z.core.$ZodLooseShape>(schema: z.ZodObject<Shape>): Presenter<Shape> {
  const fields = Object.entries(schema.shape).map(([name, field]) => ({
    name,
    source: name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    instant: isInstant(unwrap(field as z.ZodType)),
  }));
  return (row, zone) => {
    const shown: Record<string, unknown> = {};
    const values = row as Record<string, unknown>;
    for (const { name, source, instant } of fields) {
      const value = values[source];
      shown[name] = instant && value instanceof Date ? formatInstant(value, zone) : value;
    }
    return shown as z.output<z.ZodObject<Shape>>;
  };
}

function unwrap(schema: z.ZodType): z.ZodType {
  const inner = (schema.def as { innerType?: z.ZodType }).innerType;
  return inner ? unwrap(inner) : schema;
}
