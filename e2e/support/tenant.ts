import { randomBytes, randomUUID } from 'node:crypto';
import { ADMIN } from './admin';
import { ownerSql } from './owner-database';

/** A hospital of a test's own, with its admin and the id of its first branch. */
export type Tenant = { hospitalId: string; branchId: string; admin: { email: string; password: string } };

type TenantOptions = { name?: string; person?: string; role?: string; timezone?: string; mustChangePassword?: boolean };

/**
 * Makes a hospital with one login. The login takes over the stored hash of the server's first admin, and with it the password: a
 * new hash would cost more than the rest of a test's preparation.
 */
export async function newTenant(options: TenantOptions = {}): Promise<Tenant> {
  const {
    name = 'Santa Lucía Hospital',
    person = 'Meera Raghavan',
    role = 'admin',
    timezone = 'Asia/Kolkata',
    mustChangePassword = false,
  } = options;
  const [hospitalId, branchId] = [randomUUID(), randomUUID()];
  const email = `${randomBytes(4).toString('hex')}@e2e.hospital`;
  await ownerSql(`INSERT INTO hospitals (id, name, timezone, country, currency) VALUES ($1, $2, $3, 'IN', 'INR')`, [
    hospitalId,
    name,
    timezone,
  ]);
  await ownerSql(`INSERT INTO branches (hospital_id, id, name) VALUES ($1, $2, 'Mumbai – Andheri'), ($1, $3, 'Pune – Aundh')`, [
    hospitalId,
    branchId,
    randomUUID(),
  ]);
  await ownerSql(
    `INSERT INTO users (hospital_id, id, email, name, role, password_hash, confirmed_at, must_change_password)
     SELECT $1, $2, $3, $4, $5, password_hash, now(), $6 FROM users WHERE email = $7`,
    [hospitalId, randomUUID(), email, person, role, mustChangePassword, ADMIN.email],
  );
  return { hospitalId, branchId, admin: { email, password: ADMIN.password } };
}
