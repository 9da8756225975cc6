import pg from 'pg';
import type { Role } from '@/server/db/roles';

/** What the global set-up tells the workers. */
export interface TestServer {
  /** The owner's connection string to a database that no test uses. */
  ownerUrl: string;
  /** The migrated database; nobody connects to it, or it could not be copied. */
  template: string;
}

/** The password of a login in every test database. */
export function rolePassword(role: Role): string {
  return `test-${role}`;
}

/** Runs `work` on a connection of its own, which is closed whatever happens. */
export async function onDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
