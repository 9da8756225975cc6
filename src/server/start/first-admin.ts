import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBase62 } from '@/server/credentials/base62';
import { createUser, prepareLogin } from '@/server/domain/auth/create-user';
import type { Services } from '@/server/domain/services';
import type { Env } from '@/server/env/schema';

/** What is told of the first admin: the login, and its password where it was made here and may be shown. */
export type FirstAdmin = { email: string; password: string | null; passwordFile: string | null };

/**
 * Makes a super_admin of the first hospital if there is no administrator at all. A password that was not given is random; in
 * production it goes to a file in DATA_DIR (mode 0600), is never printed, and must be changed at the first login.
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
  const production = env.APP_ENV === 'production';
  const password = env.ADMIN_PASSWORD ?? randomBase62(20);
  const generated = env.ADMIN_PASSWORD === undefined;
  const login = await prepareLogin(services, { email: env.ADMIN_EMAIL, password });
  await services.db.transaction({ hospitalId, branchId: null }, (tx) =>
    createUser(
      tx,
      login,
      {
        hospitalId,
        name: 'Administrator',
        role: 'super_admin',
        doctorId: null,
        patientId: null,
        createdByKeyId: null,
        mustChangePassword: generated && production,
      },
      now,
    ),
  );
  if (!generated) return { email: login.email, password: null, passwordFile: null };
  if (!production) return { email: login.email, password, passwordFile: null };
  const passwordFile = join(env.DATA_DIR, 'first-admin-password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  return { email: login.email, password: null, passwordFile };
}
