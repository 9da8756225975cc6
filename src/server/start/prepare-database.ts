import { hkdfSync } from 'node:crypto';
import { startEmbeddedPostgres } from '@/server/db/embedded';
import { applyMigrations } from '@/server/db/migrate';
import { ensureRoles, type Role, urlFor } from '@/server/db/roles';
import type { Env } from '@/server/env/schema';

export type PreparedDatabase = {
  ownerUrl: string;
  urls: { app: string; auth: string; audit: string };
  /** Ends the embedded server; nothing for an outside one. */
  stop: () => Promise<void>;
};

/**
 * A migrated database with its three logins: the one of DATABASE_URL, or an embedded one in DATA_DIR.
 * @param say one line for the person at the terminal.
 * @throws StartupError
 */
export async function prepareDatabase(
  env: Env,
  secret: string,
  migrations: string,
  say: (line: string) => void,
): Promise<PreparedDatabase> {
  const embedded = env.DATABASE_URL === undefined ? await startEmbeddedPostgres({ dataDir: env.DATA_DIR, log: say }) : null;
  const ownerUrl = embedded?.ownerUrl ?? (env.DATABASE_URL as string);
  const stop = async () => embedded?.stop();
  try {
    const passwordFor = (role: Role) =>
      Buffer.from(hkdfSync('sha256', secret, '', `trilock/database-login/${role}`, 24)).toString('base64url');
    await ensureRoles({ ownerUrl, passwordFor, log: say });
    await applyMigrations({ ownerUrl, directory: migrations, log: say });
    const urlOf = (role: Role) => urlFor(ownerUrl, role, passwordFor(role));
    return { ownerUrl, urls: { app: urlOf('trilock_app'), auth: urlOf('trilock_auth'), audit: urlOf('trilock_audit') }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
