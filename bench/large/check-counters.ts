import type pg from 'pg';

/** Each counter beside what it counts: the columns of the counter, and where they come from. */
const COUNTERS = [
  ['patient_counts', 'patients', 'hospital_id, branch_id, doctor_id, status'],
  ['appointment_counts', 'appointments', 'hospital_id, branch_id, doctor_id, status'],
  ['appointment_days', 'appointments', "hospital_id, branch_id, (starts_at AT TIME ZONE 'UTC')::date"],
] as const;

/** @throws naming the first counter that says anything else than counting the rows does. */
export async function checkCounters(client: pg.Client): Promise<void> {
  for (const [counter, table, columns] of COUNTERS) {
    const kept = columns.replace(/\(.*/, 'day');
    const difference = `(SELECT ${kept}, sum(amount) FROM ${counter} GROUP BY ${kept} HAVING sum(amount) <> 0
      EXCEPT SELECT ${columns}, count(*) FROM ${table} WHERE deleted_at IS NULL GROUP BY ${columns})`;
    const reverse = `(SELECT ${columns}, count(*) FROM ${table} WHERE deleted_at IS NULL GROUP BY ${columns}
      EXCEPT SELECT ${kept}, sum(amount) FROM ${counter} GROUP BY ${kept})`;
    const { rows } = await client.query<{ wrong: string }>(
      `SELECT count(*) AS wrong FROM (${difference} UNION ALL ${reverse}) AS d`,
    );
    if (rows[0]?.wrong !== '0') throw new Error(`${counter} is wrong in ${rows[0]?.wrong} rows`);
  }
}
