import { CALL_BRANCH, CALL_COLUMNS, type Call } from './call';
import { MAX_DURATION } from './call-changes';

/** A call with the name of its branch, for people who look at calls; without what was said. */
export type PlacedCall = Call & { branchName: string | null };

type Row = Omit<PlacedCall, 'timezone'> & { timezone: string | null };

const COLUMNS = `${CALL_COLUMNS}, b.name AS "branchName"`;

/** The calls that `which` (conditions, order and limit on `calls c`) selects, newest first, each with its patient's name. */
export function placedCalls(which: string): string {
  return `WITH page AS (SELECT ${COLUMNS} FROM calls c ${CALL_BRANCH} WHERE ${which})
    SELECT page.*, n.patient_name AS "patientName" FROM page
    LEFT JOIN call_patient_names(ARRAY(SELECT page.id FROM page)) n ON n.id = page.id
    ORDER BY page."createdAt" DESC, page.id DESC`;
}

/** @param timezone the hospital's, for calls whose branch has none. */
export function toPlacedCalls(rows: readonly object[], timezone: string): PlacedCall[] {
  return (rows as Row[]).map((row) => ({ ...row, timezone: row.timezone ?? timezone }));
}

/**
 * A call in progress that began before this has been forgotten by its platform: no call is longer. So those under way are found
 * among the newest, by the index of the list.
 */
export function longestAgo(now: Date): Date {
  return new Date(now.getTime() - MAX_DURATION * 1000);
}
