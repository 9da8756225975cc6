import type { Statement } from '@/server/db/tenant-reader';
import { type Conditions, filterText } from './conditions';
import type { ListDays, ListSource } from './list-source';
import type { SearchPatterns } from './search-patterns';
import { textOf } from './statement-text';

const within = (columns: readonly string[], { filters }: Conditions) =>
  filters.every(({ column }) => column === 'hospital_id' || columns.includes(column));

/** Every condition of a row of the list, but of a search and a position. */
export function rowText({ alias, only, days }: ListSource, conditions: Conditions): string {
  const { span } = conditions;
  const spanText = span && days ? spanOf(`${alias}.${days.column}`, span.from, span.until) : '';
  return `${filterText(alias, conditions)}${only ? ` AND ${only}` : ''}${spanText}`;
}

const spanOf = (column: string, from: string, until: string) => ` AND ${column} >= ${from} AND ${column} < ${until}`;

/** Does the total come from counters, or from few rows? Else every row that fits is counted. */
export function isCounted(source: ListSource, conditions: Conditions): boolean {
  if (source.counters === null || isSummed(source, conditions)) return true;
  return conditions.filters.some(({ column }) => source.narrow.includes(column));
}

function isSummed({ counters, days }: ListSource, conditions: Conditions): boolean {
  if (conditions.span === null) return counters !== null && within(counters.columns, conditions);
  return days !== null && within(days.counters.columns, conditions);
}

/** The exact number of rows, as a query of one column and row. */
export function totalText(source: ListSource, conditions: Conditions): string {
  const { counters, days, table, alias } = source;
  if (isSummed(source, conditions)) {
    if (conditions.span && days) return daysText(source, conditions, days, conditions.span);
    if (counters)
      return `SELECT coalesce(sum(c.amount), 0)::bigint AS total FROM ${counters.table} c WHERE ${filterText('c', conditions)}`;
  }
  return `SELECT count(*) AS total FROM ${table} ${alias} WHERE ${rowText(source, conditions)}`;
}

/**
 * The whole days of UTC within the span by their counters, and what is left at its two ends by its rows: a day of the hospital
 * is none of UTC, and a counter by local days would be wrong once the hospital changes its zone.
 */
function daysText(
  { table, alias, only }: ListSource,
  conditions: Conditions,
  { column, counters, byDay }: ListDays,
  { from, until }: { from: string; until: string },
): string {
  // The first midnight that is not before the span, and the last one that is not after its end.
  const first = `(${from} AT TIME ZONE 'UTC' + interval '1 day' - interval '1 microsecond')::date`;
  const last = `(${until} AT TIME ZONE 'UTC')::date`;
  const midnight = (day: string) => `(${day}::timestamp AT TIME ZONE 'UTC')`;
  // A span without any midnight is all within its first part.
  const firstEnd = `least(${until}, ${midnight(first)})`;
  const lastStart = `greatest(${firstEnd}, ${midnight(last)})`;
  // Each part is of one day, and saying so leaves no doubt which index finds it.
  const rows = (start: string, end: string, day: string) => `(SELECT count(*) FROM ${table} ${alias}
    WHERE ${filterText(alias, conditions)}${only ? ` AND ${only}` : ''}${spanOf(`${alias}.${column}`, start, end)}${
      byDay ? ` AND ${alias}.${byDay.column} = ${day}` : ''
    })`;
  return `SELECT ((SELECT coalesce(sum(c.amount), 0) FROM ${counters.table} c
      WHERE ${filterText('c', conditions)} AND c.day >= ${first} AND c.day < ${last})
    + ${rows(from, firstEnd, `${first} - 1`)} + ${rows(lastStart, until, last)})::bigint AS total`;
}

/** The total alone: of a page without rows. */
export function totalStatement(source: ListSource, conditions: Conditions, patterns: SearchPatterns | null): Statement {
  const name = `${source.name}/total/${conditions.name}${patterns ? '/q' : ''}`;
  if (!patterns) return { name, text: textOf(name, () => totalText(source, conditions)), values: [...conditions.values] };
  const values = [...conditions.values, patterns.anywhere, patterns.beginning];
  const text = textOf(
    name,
    () => `SELECT count(*) AS total FROM (${foundText(source, conditions, values.length - 1)}) AS found`,
  );
  return { name, text, values };
}

/** The rows that a search finds and that fit. @param at the number of the parameter with the patterns of `anywhere`. */
export function foundText(source: ListSource, conditions: Conditions, at: number): string {
  const { search, table, alias, days } = source;
  if (!search) throw new Error(`${source.name} is not searched`);
  const call = `${search.call}($${at}::text[], $${at + 1}::text[])`;
  if (search.finds === 'ids') {
    return `SELECT ${alias}.* FROM ${table} ${alias} WHERE ${rowText(source, conditions)} AND ${alias}.id IN (SELECT ${call})`;
  }
  const { span } = conditions;
  const spanText = span && days ? spanOf(`f.${days.column}`, span.from, span.until) : '';
  return `SELECT f.* FROM ${call} f WHERE ${filterText('f', conditions)}${spanText}`;
}
