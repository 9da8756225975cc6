import type { Tenant } from '@/server/db/tenant';

/** Rows whose column holds one of these values; null among them: rows without a value too. */
export type Filter = {
  column: string;
  anyOf: readonly unknown[];
  /** The values are those that this query selects: its text, in brackets, given the parameter of the one value. */
  among?: (value: string) => string;
};

/** From the first instant up to, not including, the second; null: without an end on that side. */
export type Span = { from: Date | null; until: Date | null };

/** One value of a filter: its parameter, `$2`; null: the column has no value. */
export type PlacedValue = string | null;

export type PlacedFilter = { column: string; anyOf: readonly PlacedValue[]; among?: Filter['among'] };

/**
 * Which rows, with the parameters $1 … that say so. `name` names the combination: of equal names the statements are equal.
 * The first filter is the hospital, always.
 */
export type Conditions = {
  name: string;
  filters: readonly PlacedFilter[];
  span: { from: string; until: string } | null;
  values: readonly unknown[];
};

/** @param filters in an order that the list keeps; of a column of an initial of its own each. */
export function conditionsOf(tenant: Tenant, filters: readonly (Filter | null)[], span: Span | null = null): Conditions {
  const values: unknown[] = [];
  const place = (value: unknown) => (value === null ? null : `$${values.push(value)}`);
  const hospital: Filter = { column: 'hospital_id', anyOf: [tenant.hospitalId] };
  const placed: PlacedFilter[] = [hospital, ...filters.filter((filter) => filter !== null)].map((filter) => ({
    ...filter,
    anyOf: filter.anyOf.map(place),
  }));
  // By initials: PostgreSQL cuts names of statements at 63 characters.
  const names = placed.map(({ column, anyOf, among }) => {
    const several = anyOf.length > 1 ? anyOf.length : '';
    return `${column[0]}${several}${anyOf.includes(null) ? 'n' : ''}${among ? 'q' : ''}`;
  });
  if (!span) return { name: names.join(''), filters: placed, span: null, values };
  const from = `$${values.push(span.from ?? '-infinity')}::timestamptz`;
  const until = `$${values.push(span.until ?? 'infinity')}::timestamptz`;
  return { name: `${names.join('')}/days`, filters: placed, span: { from, until }, values };
}

/** Exactly this value; null: whatever it is. */
export function equals(column: string, value: unknown): Filter | null {
  return value === null ? null : { column, anyOf: [value] };
}

/**
 * Which branches. The lock of a key wins over its filter (contract section 1, rule 5); stating it lets the branch's index be
 * used, which row-level security alone does not.
 * @param shared are rows without a branch visible under a lock? They are, patients excepted.
 */
export function ofBranch(tenant: Tenant, wanted: string | null, shared: boolean): Filter | null {
  if (tenant.branchId === null) return equals('branch_id', wanted);
  return { column: 'branch_id', anyOf: shared ? [tenant.branchId, null] : [tenant.branchId] };
}

/** The conditions on the columns of `alias`, but those of the span, joined by AND. */
export function filterText(alias: string, { filters }: Pick<Conditions, 'filters'>): string {
  return filters
    .map(({ column, anyOf, among }) => {
      const [value] = anyOf;
      return among && value ? `${alias}.${column} IN ${among(value)}` : anyOfText(`${alias}.${column}`, anyOf);
    })
    .join(' AND ');
}

function anyOfText(column: string, anyOf: readonly PlacedValue[]): string {
  const given = anyOf.filter((value) => value !== null);
  const missing = given.length < anyOf.length;
  if (given.length === 0) return `${column} IS NULL`;
  const equal = given.length === 1 ? `${column} = ${given[0]}` : `${column} IN (${given.join(', ')})`;
  return missing ? `(${equal} OR ${column} IS NULL)` : equal;
}

/**
 * The same rows as several selections of one value a column, none of which holds a row of another: each of them an index gives
 * in the order of the list, which it does not do for `IN` or `OR`.
 */
export function singleValued({ filters }: Conditions): Pick<Conditions, 'filters'>['filters'][] {
  let legs: Conditions['filters'][] = [[]];
  for (const filter of filters) {
    legs = legs.flatMap((leg) => filter.anyOf.map((value) => [...leg, { ...filter, anyOf: [value] }]));
  }
  return legs;
}
