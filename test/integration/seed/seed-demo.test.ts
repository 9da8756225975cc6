import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SeedResult, seedDemo, seedEmpty } from '@/server/seed';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { onDatabase } from '../../support/server';

const NOW = new Date('2026-11-21T10:00:00Z');

describe('seedDemo', () => {
  let database: TestDatabase;
  let result: SeedResult | null;
  const steps: [done: number, total: number, label: string][] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    result = await seedDemo({ ownerUrl: database.ownerUrl, now: NOW, progress: (...step) => void steps.push(step) });
  });
  afterAll(() => database.drop());

  async function query<T>(sql: string): Promise<T[]> {
    return onDatabase(database.ownerUrl, async (client) => (await client.query(sql)).rows as T[]);
  }

  it('puts every row in that it says', async () => {
    expect(result?.counts).toMatchObject({ branches: 4, doctors: 12, patients: 2_000, appointments: 6_000, calls: 800 });
    for (const [table, count] of Object.entries(result?.counts ?? {})) {
      expect(await query(`SELECT count(*)::int AS count FROM ${table}`), table).toEqual([{ count }]);
    }
    expect(await query('SELECT sum(amount)::int AS count FROM patient_counts')).toEqual([{ count: 2_000 }]);
  });

  it('tells its progress to the end', () => {
    const total = Object.values(result?.counts ?? {}).reduce((sum, count) => sum + count, 0);
    expect(steps.at(-1)).toEqual([total, total, 'transcripts']);
    expect(steps.map(([done]) => done)).toEqual(steps.map(([done]) => done).toSorted((a, b) => a - b));
  });

  it('makes an Indian hospital with branches in two zones', async () => {
    expect(await query('SELECT id, timezone, country, currency FROM hospitals')).toEqual([
      { id: result?.hospitalId, timezone: 'Asia/Kolkata', country: 'IN', currency: 'INR' },
    ]);
    const zones = await query(`SELECT coalesce(b.timezone, h.timezone) AS zone, count(*)::int AS branches
      FROM branches b JOIN hospitals h ON h.id = b.hospital_id GROUP BY 1 ORDER BY 1`);
    expect(zones).toEqual([
      { zone: 'America/Bogota', branches: 1 },
      { zone: 'Asia/Kolkata', branches: 3 },
    ]);
  });

  it('books in the windows of the branch own clock, by PostgreSQL reckoning of the zones', async () => {
    const outside = await query(`
      WITH visits AS (
        SELECT a.hospital_id, a.doctor_id, a.starts_at AT TIME ZONE coalesce(b.timezone, h.timezone) AS start_local,
          extract(epoch FROM a.ends_at - a.starts_at) AS length
        FROM appointments a JOIN hospitals h ON h.id = a.hospital_id
          JOIN branches b ON (b.hospital_id, b.id) = (a.hospital_id, a.branch_id))
      SELECT * FROM visits v WHERE NOT EXISTS (
        SELECT 1 FROM availability_windows w WHERE (w.hospital_id, w.doctor_id) = (v.hospital_id, v.doctor_id)
          AND w.is_available AND w.day_of_week = extract(isodow FROM v.start_local)
          AND extract(epoch FROM v.start_local::time) >= w.start_second
          AND extract(epoch FROM v.start_local::time) + v.length <= w.end_second)
      AND NOT EXISTS (
        SELECT 1 FROM availability_overrides o WHERE (o.hospital_id, o.doctor_id) = (v.hospital_id, v.doctor_id)
          AND o.date = v.start_local::date AND o.is_available)`);
    expect(outside).toEqual([]);
  });

  it('makes no login and no key', async () => {
    expect(await query('SELECT 1 FROM users UNION ALL SELECT 1 FROM api_keys')).toEqual([]);
  });

  it('keeps what it wrote as JSON readable as JSON', async () => {
    const [branch] = await query<{ hours: unknown }>('SELECT operating_hours AS hours FROM branches LIMIT 1');
    expect(branch?.hours).toContainEqual({ day_of_week: 1, is_open: true, start_time: '07:00:00', end_time: '20:00:00' });
    const [short] = await query<{ windows: unknown }>('SELECT windows FROM availability_overrides WHERE is_available LIMIT 1');
    expect(short?.windows).toEqual([{ start_second: 36_000, end_second: 46_800 }]);
    const nulls = `SELECT 1 FROM availability_overrides WHERE windows = 'null'::jsonb
      UNION ALL SELECT 1 FROM patients WHERE 'null'::jsonb IN (medical_history, insurance, emergency_contact)`;
    expect(await query(nulls)).toEqual([]);
  });

  it('does nothing the second time', async () => {
    expect(await seedDemo({ ownerUrl: database.ownerUrl, now: NOW })).toBeNull();
    expect(await seedEmpty({ ownerUrl: database.ownerUrl })).toBeNull();
    expect(await query('SELECT count(*)::int AS count FROM hospitals')).toEqual([{ count: 1 }]);
  });
});

describe('seedEmpty', () => {
  it('makes one hospital, though two instances ask together', async () => {
    const database = await createTestDatabase();
    const both = await Promise.all([1, 2].map(() => seedEmpty({ ownerUrl: database.ownerUrl })));
    const made = both.filter((result) => result !== null);
    const rows = await onDatabase(database.ownerUrl, async (client) => {
      return (await client.query('SELECT id, name, timezone, country, currency FROM hospitals')).rows as unknown[];
    });
    expect(rows).toEqual([{ id: made[0]?.hospitalId, name: 'Hospital', timezone: 'UTC', country: 'US', currency: 'USD' }]);
    expect(made).toHaveLength(1);
    await database.drop();
  });
});
