import type { PersonRecord } from '@/server/db/person-record';
import type { Database, Transaction } from '@/server/db/prisma-client';
import type { Services } from '@/server/domain/services';
import { toTypeId } from '@/server/kernel/typeid';

/** A person of a hospital, as the surfaces may see one. */
export type Person = PersonRecord;

const PERSON_SELECT = {
  id: true,
  hospitalId: true,
  email: true,
  name: true,
  role: true,
  status: true,
  mustChangePassword: true,
  confirmedAt: true,
  createdByKeyId: true,
  doctorId: true,
  patientId: true,
  lastLoginAt: true,
  deletedAt: true,
  hospital: { select: { id: true, name: true, timezone: true, country: true, currency: true } },
} as const;

/** A person, whatever the login's state, in the tenant to which `db` is bound; null if there is none. */
export async function findPerson(db: Database | Transaction, userId: string): Promise<Person | null> {
  const row = await db.user.findFirst({ where: { id: userId }, select: PERSON_SELECT });
  // Role and status have CHECK constraints.
  return row as Person | null;
}

/** A person of this hospital who is not deleted; null if there is none. */
export async function readPerson(services: Services, who: { hospitalId: string; userId: string }): Promise<Person | null> {
  const tenant = { hospitalId: who.hospitalId, branchId: null };
  const person = await services.db.run(tenant, (db) => findPerson(db, who.userId));
  return person === null || person.deletedAt !== null ? null : person;
}

/** How v1 names a person, in `user.id` and in the token's `sub`: the patient's or doctor's record, else the user. */
export function personTypeId(person: Pick<Person, 'id' | 'role' | 'doctorId' | 'patientId'>): string {
  if (person.role === 'patient' && person.patientId !== null) return toTypeId('patient', person.patientId);
  if (person.role === 'doctor' && person.doctorId !== null) return toTypeId('doctor', person.doctorId);
  return toTypeId('user', person.id);
}
