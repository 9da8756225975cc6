/** What a list is made of: table, names and counters. The statements of all lists are built alike from it. */
export type ListSource = {
  /** Begins the names of its statements. */
  name: string;
  table: string;
  alias: string;
  /** What is selected of the table and of `joins`; `id` and "createdAt" among it. */
  columns: string;
  /** LEFT JOINs that give at most one row each; may be empty. */
  joins: string;
  /** What holds of every row of the list, in terms of the alias; null: nothing. */
  only: string | null;
  /**
   * The function that finds by patterns: `f(anywhere text[], beginning text[])`; null: no search. It `finds` either ids, where a
   * hospital has few rows, or rows of all columns by which the list is filtered and ordered.
   */
  search: { call: string; finds: 'ids' | 'rows' } | null;
  /** A function of the page's ids that tells what row-level security would hide, such as names; joined as `n`. */
  names: { call: string; columns: string } | null;
  /**
   * The table whose `amount`s add up to a total, and the columns by which it can be filtered; null: of a hospital's rows there
   * are so few (doctors, branches) that they are counted.
   */
  counters: { table: string; columns: readonly string[] } | null;
  /** Columns that leave few rows: where one is filtered by, rows are counted. */
  narrow: readonly string[];
  days: ListDays | null;
};

/** An order that an index gives, or nearly; `name` names it in statements. */
export type ListOrder = {
  name: string;
  /** `shown`: what the source's columns call it. The last one is unique. */
  by: readonly { column: string; shown: string; descending: boolean }[];
};

/** The order of every list where nobody asks for another (contract section 4, Lists). */
export const NEWEST: ListOrder = {
  name: 'newest',
  by: [
    { column: 'created_at', shown: '"createdAt"', descending: true },
    { column: 'id', shown: 'id', descending: true },
  ],
};

/** The opposite order: the same index, read backwards. */
export function reversed({ name, by }: ListOrder): ListOrder {
  return { name: `${name}-reversed`, by: by.map((key) => ({ ...key, descending: !key.descending })) };
}

/** How a list is filtered by a span of days. */
export type ListDays = {
  /** The instant that must be within the span. */
  column: string;
  /** `amount`s by `day` of UTC, and the columns by which they can be filtered. */
  counters: { table: string; columns: readonly string[] };
  /**
   * Where the instant is not what the list is ordered by: the column that holds its day of UTC, with an index (hospital, it,
   * created_at, id), and the filters beside which a page is put together day by day. Beside others few rows are left anyway.
   */
  byDay: { column: string; beside: readonly string[] } | null;
};
