import { insertRows } from './insert-rows';
import { makeDemo } from './make-demo';
import { onEmptyDatabase } from './on-empty-database';
import type { SeedData, SeedTable } from './rows';

/** Told how many of how many rows are in, and of what the last ones were. */
export type SeedProgress = (done: number, total: number, label: string) => void;

export interface SeedOptions {
  ownerUrl: string;
  /** What "today" is: all times of the demo lie around it. */
  now: Date;
  progress?: SeedProgress;
}

export interface SeedResult {
  hospitalId: string;
  /** Rows made, by table. */
  counts: Record<SeedTable, number>;
}

/** In the order that the foreign keys ask for, with what a person would call them. */
const LABELS: Readonly<Record<SeedTable, string>> = {
  hospitals: 'hospital',
  branches: 'branches',
  doctors: 'doctors',
  availability_windows: 'availability',
  availability_overrides: 'exceptions',
  patients: 'patients',
  appointments: 'appointments',
  calls: 'calls',
  transcript_lines: 'transcripts',
};

/**
 * Fills an empty database with the demo hospital: all or nothing, without any login or key. Gives null, and changes nothing,
 * if there is a hospital already.
 */
export function seedDemo({ ownerUrl, now, progress }: SeedOptions): Promise<SeedResult | null> {
  return onEmptyDatabase(ownerUrl, async (client) => {
    const data = makeDemo(now);
    const tables = Object.keys(LABELS) as SeedTable[];
    const total = tables.reduce((sum, table) => sum + data[table].length, 0);
    let done = 0;
    const insert = <T extends SeedTable>(table: T): Promise<void> =>
      insertRows<T>(client, table, data[table], (count) => {
        done += count;
        progress?.(done, total, LABELS[table]);
      });
    for (const table of tables) await insert(table);
    // Without it the first lists would be planned as if the tables were empty.
    await client.query(`ANALYZE ${tables.join(', ')}, patient_counts`);
    return { hospitalId: hospitalIdOf(data), counts: countsOf(data) };
  });
}

function hospitalIdOf({ hospitals: [hospital] }: SeedData): string {
  if (!hospital) throw new Error('The demo has no hospital.');
  return hospital.id;
}

function countsOf(data: SeedData): Record<SeedTable, number> {
  return Object.fromEntries(Object.entries(data).map(([table, rows]) => [table, rows.length])) as Record<SeedTable, number>;
}
