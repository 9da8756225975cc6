import { AccessTokens } from '@/server/credentials/access-token';
import { PasswordHasher } from '@/server/credentials/password-hasher';
import { SecretRing } from '@/server/credentials/secret-ring';
import { SessionCookies } from '@/server/credentials/session-cookie';
import { SocketTickets } from '@/server/credentials/socket-ticket';
import { AuthDatabase } from '@/server/db/auth-database';
import { TenantDatabase } from '@/server/db/tenant-database';
import type { AuthTrace } from '@/server/domain/auth/attempt-login';
import { createUser, prepareLogin } from '@/server/domain/auth/create-user';
import type { Services } from '@/server/domain/services';
import { newId } from '@/server/kernel/new-id';
import { createLimits } from '@/server/limits/create-limits';
import type { Role } from '@/shared/roles';
import { createTestDatabase } from '../../support/database';
import { onDatabase } from '../../support/server';

export const NOW = new Date('2026-11-22T10:00:00Z');
export const ORIGIN = { address: '203.0.113.9', userAgent: 'test' };
export const PASSWORD = 'correct horse';
export const PUBLIC_URL = 'https://hospital.example';
export const SECRET = 'a'.repeat(32);

export const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);
export const trace = (): AuthTrace => ({ hospitalId: null, targetType: null, targetId: null });

export type World = Awaited<ReturnType<typeof openWorld>>;

type NewPerson = { email?: string; password?: string; role?: Role; byKey?: boolean; hospitalId?: string };

/** A database of its own with two hospitals, and the services that logins need. */
export async function openWorld() {
  const database = await createTestDatabase();
  const db = new TenantDatabase({ connectionString: database.appUrl, poolSize: 6, readers: 1 });
  const credentials = new AuthDatabase(database.authUrl, 4);
  const secrets = new SecretRing(SECRET);
  const services: Services = {
    db,
    credentials,
    secrets,
    passwords: new PasswordHasher(),
    accessTokens: new AccessTokens(secrets, PUBLIC_URL),
    socketTickets: new SocketTickets(secrets, PUBLIC_URL),
    loginLimits: createLimits(1000).logins,
    config: { appEnv: 'production', keyPrefix: 'nyra_', publicUrl: PUBLIC_URL, version: 'test' },
  };
  const sql = (text: string, values: unknown[] = []) =>
    onDatabase(database.ownerUrl, async (client) => (await client.query(text, values)).rows);
  const hospitals = { lotus: newId(), other: newId() };
  for (const [name, id] of Object.entries(hospitals)) {
    await sql(`INSERT INTO hospitals (id, name, timezone, country, currency) VALUES ($1, $2, 'Asia/Kolkata', 'IN', 'INR')`, [
      id,
      name,
    ]);
  }

  /** A login, made as the application makes it. */
  async function addPerson(person: NewPerson = {}) {
    const { email = `${newId()}@example.com`, password = PASSWORD, role = 'admin', hospitalId = hospitals.lotus } = person;
    const ids = { doctorId: null as string | null, patientId: null as string | null };
    if (role === 'doctor') {
      ids.doctorId = newId();
      await sql(`INSERT INTO doctors (hospital_id, id, name) VALUES ($1, $2, 'D')`, [hospitalId, ids.doctorId]);
    }
    if (role === 'patient') {
      ids.patientId = newId();
      const columns = 'hospital_id, id, name, name_folded, phone';
      await sql(`INSERT INTO patients (${columns}) VALUES ($1, $2, 'P', 'p', '+911')`, [hospitalId, ids.patientId]);
    }
    const login = await prepareLogin(services, { email, password });
    const createdByKeyId = person.byKey ? newId() : null;
    const user = { hospitalId, name: 'Asha', role, ...ids, createdByKeyId, mustChangePassword: false };
    const { id } = await db.transaction({ hospitalId, branchId: null }, (tx) => createUser(tx, login, user, NOW));
    return { id, email: login.email, hospitalId, ...ids };
  }

  return {
    database,
    services,
    sessionCookies: new SessionCookies(secrets, PUBLIC_URL),
    hospitals,
    sql,
    addPerson,
    async close() {
      await db.close();
      await credentials.close();
      await database.drop();
    },
  };
}
