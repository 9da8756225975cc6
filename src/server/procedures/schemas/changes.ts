type Camel<S extends string> = S extends `${infer Head}_${infer Rest}` ? `${Head}${Capitalize<Camel<Rest>>}` : S;

type Changes<Fields> = { [F in keyof Fields & string as Camel<F>]?: Exclude<Fields[F], undefined> };

/** The fields of a PATCH in camelCase, without those that were not given: absence keeps, null clears. */
export function changedFields<Fields extends Record<string, unknown>>(fields: Fields): Changes<Fields> {
  const changes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) changes[name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())] = value;
  }
  return changes as Changes<Fields>;
}
