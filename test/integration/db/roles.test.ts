import { afterEach, beforeEach, expect, test } from 'vitest';
import { ROLES } from '@/server/db/roles';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { onDatabase } from '../../support/server';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(() => database.drop());

function rows(url: string, sql: string, values: unknown[] = []): Promise<unknown[]> {
  return onDatabase(url, async (client) => (await client.query(sql, values)).rows);
}

test('the three logins have no attribute beyond LOGIN', async () => {
  const found = await rows(
    database.ownerUrl,
    `SELECT rolname, rolcanlogin, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication OR rolinherit AS more
     FROM pg_roles WHERE rolname = ANY ($1) ORDER BY rolname`,
    [ROLES],
  );
  expect(found).toEqual([...ROLES].sort().map((rolname) => ({ rolname, rolcanlogin: true, more: false })));
});

test("the app's connections have the time limits of the design", async () => {
  const sql = `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
    current_setting('idle_in_transaction_session_timeout') AS idle`;
  expect(await rows(database.appUrl, sql)).toEqual([{ statement: '5s', lock: '2s', idle: '5s' }]);
});
