import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomBase62 } from '@/server/credentials/base62';
import { createUser, prepareLogin } from '@/server/domain/auth/create-user';
import type { Services } from '@/server/domain/services';
import type { Env } from '@/server/env/schema';
import { AppError } from '@/server/kernel/app-error';
import { makeFolder } from '@/server/kernel/make-folder';
import { StartupError } from '@/server/kernel/startup-error';

/** What is told of the first admin: the login, and its password where it was made here and may be shown. */
export type FirstAdmin = { email: string; password: string | null; passwordFile: string | null };

/**
 * Makes a super_admin of the first hospital if there is no administrator at all. A password that was not given is random; in
 * staging and production it goes to a file in DATA_DIR (mode 0600), is never printed, and must be changed at the first login.
 * @returns null where there is an administrator already.
 */
export async function ensureFirstAdmin(env: Env, services: Services, now: Date): Promise<FirstAdmin | null> {
  const [state] = await services.credentials.query<{ hospitalId: string | null; administered: boolean }>({
    name: 'first_admin',
    text: `SELECT (SELECT id FROM hospitals ORDER BY created_at, id LIMIT 1) AS "hospitalId",
      EXISTS (SELECT 1 FROM users WHERE role IN ('super_admin', 'admin') AND deleted_at IS NULL) AS administered`,
    values: [],
  });
  if (!state?.hospitalId || state.administered) return null;
  const { hospitalId } = state;
  const generated = env.ADMIN_PASSWORD === undefined;
  const hidden = generated && env.APP_ENV !== 'development';
  const password = env.ADMIN_PASSWORD ?? randomBase62(20);
  const login = await prepareLogin(services, { email: env.ADMIN_EMAIL, password });
  const passwordFile = hidden ? join(env.DATA_DIR, 'first-admin-password') : null;
  const made = await services.db.transaction({ hospitalId, branchId: null }, async (tx) => {
    // Two first starts at once on one database: the second waits here, and then finds the first one's.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('trilock/first-admin'))`;
    if ((await tx.user.count({ where: { role: { in: ['super_admin', 'admin'] }, deletedAt: null } })) > 0) return false;
    // Before the commit: an admin whose password nobody could read would lock everybody out.
    if (passwordFile !== null) await keep(passwordFile, password);
    const person = { hospitalId, name: 'Administrator', role: 'super_admin' as const, doctorId: null, patientId: null };
    const user = { ...person, createdByKeyId: null, mustChangePassword: hidden };
    await createUser(tx, login, user, now).catch((cause: unknown) => {
      if (!(cause instanceof AppError && cause.code === 'DUPLICATE_RESOURCE')) throw cause;
      const message = `There is no administrator, and ${login.email} belongs to somebody who is none.`;
      throw new StartupError(message, 'Set ADMIN_EMAIL to another address.', { cause });
    });
    return true;
  });
  if (!made) return null;
  return { email: login.email, password: generated && !hidden ? password : null, passwordFile };
}

async function keep(file: string, password: string): Promise<void> {
  // One from before may have another mode, which writing would leave as it is.
  await rm(file, { force: true });
  await makeFolder(dirname(file));
  await writeFile(file, `${password}\n`, { mode: 0o600, flag: 'wx', flush: true });
}
