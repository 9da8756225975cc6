import type { Statement } from '@/server/db/tenant-reader';
import { type Conditions, filterText, singleValued } from './conditions';
import { type ListOrder, type ListSource, NEWEST } from './list-source';
import { decodeCursor, type PageRequest } from './page';
import type { SearchPatterns } from './search-patterns';
import { textOf } from './statement-text';
import { foundText, rowText, totalText } from './total-statement';

/** Where the parameters of a page stand, and its order. `reach`: rows up to the end of the page, and one. */
type Places = {
  search: number | null;
  after: string | null;
  reach: string;
  limit: string;
  offset: string;
  order: ListOrder;
};

/**
 * The rows of a page and one more, each with the total, read in the same snapshot.
 * @param order another than newest first goes by page only, not from a cursor.
 */
export function pageStatement(
  source: ListSource,
  conditions: Conditions,
  request: PageRequest,
  patterns: SearchPatterns | null,
  order: ListOrder = NEWEST,
): Statement {
  const values = [...conditions.values];
  const place = (value: unknown) => `$${values.push(value)}`;
  const search = patterns ? values.push(patterns.anywhere, patterns.beginning) - 1 : null;
  const cursor = request.cursor === null ? null : decodeCursor(request.cursor);
  const after = cursor && `(${place(cursor.createdAt)}::timestamptz, ${place(cursor.id)}::uuid)`;
  // The other shapes are ways to have the newest first without reading all.
  const shape = patterns ? 'found' : order === NEWEST ? shapeOf(source, conditions) : 'plain';
  const skipped = cursor ? 0 : (request.page - 1) * request.limit;
  const [limit, offset] = [place(request.limit + 1), place(skipped)];
  const reach = shape === 'plain' || shape === 'found' ? '' : `${place(skipped + request.limit + 1)}::bigint`;
  const name = `${source.name}/${conditions.name}${patterns ? '/q' : ''}${cursor ? '/cursor' : ''}${order === NEWEST ? '' : `/${order.name}`}`;
  const text = textOf(name, () => {
    const page = SHAPES[shape](source, conditions, { search, after, reach, limit, offset, order });
    return source.names ? withNames(source.names, page, order) : page;
  });
  return { name, text, values };
}

/**
 * `plain`: one index gives the rows in order. `legs`: a filter of several values, one index scan in order for each. `days`: a
 * span of another instant than the list's order, one such scan for each day. `found`: what a search finds, put in order.
 */
type Shape = 'plain' | 'legs' | 'days' | 'found';

function shapeOf({ days }: ListSource, conditions: Conditions): Shape {
  const filters = conditions.filters.slice(1);
  if (conditions.span && days?.byDay) {
    const { beside } = days.byDay;
    return filters.every(({ column }) => beside.includes(column)) ? 'days' : 'plain';
  }
  return filters.some(({ anyOf }) => anyOf.length > 1 || anyOf[0] === null) ? 'legs' : 'plain';
}

type MakeText = (source: ListSource, conditions: Conditions, places: Places) => string;

const plainText: MakeText = (source, conditions, places) => {
  const { alias, table, joins } = source;
  return `SELECT ${source.columns}, (${totalText(source, conditions)}) AS total FROM ${table} ${alias} ${joins}
    WHERE ${rowText(source, conditions)}${afterText(alias, places)}
    ${orderText(alias, [], places.order)} LIMIT ${places.limit} OFFSET ${places.offset}`;
};

const legsText: MakeText = (source, conditions, places) => {
  const { alias, table } = source;
  const legs = singleValued(conditions).map((filters) => {
    // IS NULL is no equality to the planner: only by name it sees that the index gives the order.
    const constant = filters.filter(({ anyOf }) => anyOf[0] === null).map(({ column }) => column);
    return `(SELECT ${alias}.id, ${alias}.created_at FROM ${table} ${alias}
      WHERE ${rowText(source, { ...conditions, filters })}${afterText(alias, places)}
      ${orderText(alias, constant)} LIMIT ${places.reach})`;
  });
  return chosenText(source, conditions, places, legs.join(' UNION ALL '), totalText(source, conditions));
};

const daysText: MakeText = (source, conditions, places) => {
  const { alias, table, only, days } = source;
  const { span } = conditions;
  if (!days?.byDay || !span) throw new Error(`${source.name} is not listed by days`);
  const first = `(${span.from} AT TIME ZONE 'UTC')::date`;
  const last = `(${span.until} AT TIME ZONE 'UTC')::date`;
  const column = `${alias}.${days.column}`;
  // Only of the two days at the ends the instant says more; said of all, its index is taken, which reads every day for each.
  const rows = `SELECT leg.id, leg.created_at FROM (
      SELECT DISTINCT c.day FROM ${days.counters.table} c
      WHERE c.hospital_id = ${conditions.filters[0]?.anyOf[0]} AND c.day BETWEEN ${first} AND ${last}) AS present
    CROSS JOIN LATERAL (SELECT ${alias}.id, ${alias}.created_at FROM ${table} ${alias}
      WHERE ${filterText(alias, conditions)}${only ? ` AND ${only}` : ''} AND ${alias}.${days.byDay.column} = present.day
        AND (present.day NOT IN (${first}, ${last}) OR (${column} >= ${span.from} AND ${column} < ${span.until}))${afterText(alias, places)}
      ${orderText(alias)} LIMIT ${places.reach}) AS leg`;
  return chosenText(source, conditions, places, rows, totalText(source, conditions));
};

// Found once, for the page and for the total.
const searchedText: MakeText = (source, conditions, places) => {
  if (places.search === null) throw new Error(`${source.name} is searched without patterns`);
  const rows = `SELECT found.* FROM found WHERE ${filterText('found', conditions)}${afterText('found', places)}`;
  const chosen = chosenText(source, conditions, places, rows, 'SELECT count(*) FROM found');
  return `WITH found AS MATERIALIZED (${foundText(source, conditions, places.search)}) ${chosen}`;
};

const SHAPES: Record<Shape, MakeText> = { plain: plainText, legs: legsText, days: daysText, found: searchedText };

/** The page out of candidates, which hold the columns of its order; whole rows are read for the page only. */
function chosenText(source: ListSource, conditions: Conditions, places: Places, candidates: string, total: string): string {
  const { alias, table, joins, columns } = source;
  const { order, limit, offset } = places;
  return `SELECT ${columns}, (${total}) AS total FROM (
      SELECT candidates.id FROM (${candidates}) AS candidates ${orderText('candidates', [], order)}
      LIMIT ${limit} OFFSET ${offset}) AS chosen
    JOIN ${table} ${alias} ON ${alias}.hospital_id = ${conditions.filters[0]?.anyOf[0]} AND ${alias}.id = chosen.id ${joins}
    ${orderText(alias, [], order)}`;
}

function withNames({ call, columns }: NonNullable<ListSource['names']>, page: string, { by }: ListOrder): string {
  const order = by.map(({ shown, descending }) => `page.${shown}${descending ? ' DESC' : ''}`).join(', ');
  return `WITH page AS (${page}) SELECT page.*, ${columns} FROM page
    LEFT JOIN ${call}(ARRAY(SELECT page.id FROM page)) n ON n.id = page.id ORDER BY ${order}`;
}

function afterText(alias: string, { after }: Places): string {
  return after ? ` AND (${alias}.created_at, ${alias}.id) < ${after}` : '';
}

function orderText(alias: string, constant: readonly string[] = [], { by } = NEWEST): string {
  const keys = by.map(({ column, descending }) => `${alias}.${column}${descending ? ' DESC' : ''}`);
  return `ORDER BY ${[...constant.map((column) => `${alias}.${column}`), ...keys].join(', ')}`;
}
