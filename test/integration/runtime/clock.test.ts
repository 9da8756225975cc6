import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { ChangeListener } from '@/server/db/change-listener';
import { TenantDatabase } from '@/server/db/tenant-database';
import { findProblems } from '@/server/runtime/problems';
import { createTestDatabase, type TestDatabase } from '../../support/database';

let database: TestDatabase;
let db: TenantDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  db = new TenantDatabase({ connectionString: database.appUrl, poolSize: 2, readers: 1 });
});
afterEach(() => void vi.restoreAllMocks());
afterAll(async () => {
  await db.close();
  await database.drop();
});

/** What an instance finds whose clock is off by so much. */
function problemsWith(ms: number): Promise<string[]> {
  const real = Date.now;
  vi.spyOn(Date, 'now').mockImplementation(() => real() + ms);
  return findProblems(db, { connected: () => true } as ChangeListener);
}

it.each([3_000, -3_000])('an instance whose clock is off by %i ms is not ready', async (ms) => {
  expect(await problemsWith(ms)).toEqual([
    expect.stringMatching(/^this machine's clock differs from the database's by -?\d+ ms$/),
  ]);
});

it.each([0, 500, -500])('one whose clock is off by %i ms is', async (ms) => {
  expect(await problemsWith(ms)).toEqual([]);
});
