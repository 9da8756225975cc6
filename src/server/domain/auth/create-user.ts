import { createHmac } from 'node:crypto';
import { isPasswordLength } from '@/server/credentials/password-hasher';
import type { Transaction } from '@/server/db/prisma-client';
import type { Services } from '@/server/domain/services';
import { AppError, invalidField } from '@/server/kernel/app-error';
import { newId } from '@/server/kernel/new-id';
import type { Role } from '@/shared/roles';
import { normalEmail } from './login';

/** E-mail and password, made ready outside of the transaction: a hash may wait, a transaction must not. */
export type PreparedLogin = { email: string; passwordHash: string };

export type NewUser = {
  hospitalId: string;
  name: string;
  role: Role;
  doctorId: string | null;
  patientId: string | null;
  /** The API key that makes the login; null: a person or the start-up does. */
  createdByKeyId: string | null;
  mustChangePassword: boolean;
};

const SALT_BYTES = 16;
const SALT = `SELECT password_hash AS "passwordHash" FROM users
  WHERE email = $1 AND password_hash IS NOT NULL AND deleted_at IS NULL ORDER BY created_at LIMIT 1`;

/**
 * Hashes the password of a login to be made. All logins of one e-mail share a salt, so that one hash checks them all: that of
 * an existing one, else one derived from the e-mail, so that two hospitals that make the first two at once agree too.
 * @throws AppError VALIDATION_ERROR (`password`) unless it has 8 to 256 bytes; SERVICE_UNAVAILABLE if too many hashes wait.
 */
export async function prepareLogin(services: Services, input: { email: string; password: string }): Promise<PreparedLogin> {
  if (!isPasswordLength(input.password)) throw invalidField('password', 'A password has 8 to 256 bytes.');
  const email = normalEmail(input.email);
  const [known] = await services.credentials.query<{ passwordHash: string }>({
    name: 'shared_salt',
    text: SALT,
    values: [email],
  });
  const salt = known ? services.passwords.saltOf(known.passwordHash) : derivedSalt(services, email);
  return { email, passwordHash: await services.passwords.hash(input.password, salt) };
}

/**
 * Makes a login in a transaction of its hospital. One that a key makes works once an admin has confirmed it, a patient's at
 * once (contract sections 6, 7).
 * @returns its id.
 * @throws AppError DUPLICATE_RESOURCE (`email`) if a login of the hospital has the e-mail; nothing else of the other is told.
 */
export async function createUser(tx: Transaction, login: PreparedLogin, user: NewUser, now: Date): Promise<{ id: string }> {
  const id = newId();
  const confirmedAt = user.createdByKeyId === null || user.role === 'patient' ? now : null;
  const made = await tx.$executeRaw`
    INSERT INTO users (hospital_id, id, email, name, role, password_hash, password_changed_at, must_change_password,
      confirmed_at, doctor_id, patient_id, created_by_key_id, created_at, updated_at)
    VALUES (${user.hospitalId}::uuid, ${id}::uuid, ${login.email}, ${user.name}, ${user.role}, ${login.passwordHash}, ${now},
      ${user.mustChangePassword}, ${confirmedAt}, ${user.doctorId}::uuid, ${user.patientId}::uuid,
      ${user.createdByKeyId}::uuid, ${now}, ${now})
    ON CONFLICT (hospital_id, email) WHERE deleted_at IS NULL DO NOTHING`;
  if (made === 1) return { id };
  const message = 'A login with this e-mail exists already.';
  throw new AppError('DUPLICATE_RESOURCE', { message, details: [{ path: 'email', message }] });
}

function derivedSalt(services: Services, email: string): Buffer {
  const key = services.secrets.key('password-salt');
  return createHmac('sha256', key ?? '')
    .update(email)
    .digest()
    .subarray(0, SALT_BYTES);
}
