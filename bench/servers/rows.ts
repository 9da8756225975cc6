/** What the two servers on plain pg share: the SQL and the row that leaves. The same fields and total as Trilock's list. */

export const PAGE = {
  name: 'page',
  text: `SELECT id, name, phone, age, gender, date_of_birth, email, address, status, branch_id, doctor_id, created_at, updated_at
    FROM patients WHERE hospital_id = $1 AND deleted_at IS NULL ORDER BY created_at DESC, id DESC LIMIT $2 OFFSET $3`,
};

/** The same counters that Trilock sums, so that the total costs everybody the same. */
export const TOTAL = {
  name: 'total',
  text: 'SELECT coalesce(sum(amount), 0)::integer AS total FROM patient_counts WHERE hospital_id = $1',
};

type Row = { age: number | null; date_of_birth: string | null };

/** A row with the age that follows the date of birth. */
export function withAge<R extends Row>(row: R, today: string): R {
  const born = row.date_of_birth;
  if (born === null) return row;
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
  return { ...row, age: today.slice(5) < born.slice(5) ? years - 1 : years };
}

/** The envelope of a list. */
export function listOf(results: unknown[], total: number, page: number, limit: number) {
  return { success: true, data: { total, results, page, limit, total_pages: Math.ceil(total / limit) } };
}

export type Query = { page?: string; limit?: string };

/** `page` and `limit` as numbers. */
export function pageOf({ page = '1', limit = '20' }: Query): { page: number; limit: number } {
  return { page: Number(page), limit: Number(limit) };
}
