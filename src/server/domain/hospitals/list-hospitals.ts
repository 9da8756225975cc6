import type { AuthDatabase } from '@/server/db/auth-database';
import type { UserPrincipal } from '@/server/kernel/principal';

export type Hospital = { id: string; name: string; timezone: string; country: string; currency: string; createdAt: Date };

/** The hospitals that a person may administer, oldest first: all for a super_admin, else the own one. */
export function listHospitals(credentials: AuthDatabase, person: UserPrincipal): Promise<Hospital[]> {
  const all = person.role === 'super_admin';
  return credentials.query<Hospital>({
    name: all ? 'list_all_hospitals' : 'list_own_hospital',
    text: `SELECT id, name, timezone, country, currency, created_at AS "createdAt" FROM hospitals
      ${all ? '' : 'WHERE id = $1'} ORDER BY created_at, id`,
    values: all ? [] : [person.hospitalId],
  });
}
