/**
 * Whole years from a date of birth to a day, both YYYY-MM-DD. Somebody born on 29 February is a year older on 1 March of a
 * common year.
 */
export function ageOn(dateOfBirth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return Math.max(0, day.slice(5) < dateOfBirth.slice(5) ? years - 1 : years);
}

/** The row with `age` following the date of birth where there is one (contract section 6). */
export function withAge<Row extends { dateOfBirth: string | null; age: number | null }>(row: Row, today: string): Row {
  if (row.dateOfBirth !== null) row.age = ageOn(row.dateOfBirth, today);
  return row;
}
