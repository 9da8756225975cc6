import type { Transaction } from '@/server/db/prisma-client';
import type { Tenant } from '@/server/db/tenant';
import { createUser, type PreparedLogin } from '@/server/domain/auth/create-user';
import { resolveBranch } from '@/server/domain/patients/patient-links';
import { newId } from '@/server/kernel/new-id';
import type { Doctor, DoctorFields } from './doctor';
import { doctorColumns } from './doctor-columns';
import { requireFreeLicense, unlessLicenseTaken } from './license';
import { readDoctor } from './read-doctor';

export type NewDoctor = Omit<DoctorFields, 'branchId'> & {
  /** Undefined: the key's own branch, if it has one. */
  branchId: string | undefined;
};

/** Whose hospital it is, by which key (null: a person), and what the caller may be told. */
export type DoctorScope = { tenant: Tenant; country: string; keyId: string | null; mayRead: boolean; now: Date };

/**
 * Adds a doctor.
 * @param login of the doctor, prepared before the transaction (prepareLogin: a hash is slow); one that a key makes works once
 *   an admin has confirmed it. Null: none is made.
 * @throws AppError DUPLICATE_RESOURCE for a licence, or a login's e-mail, that the hospital has; VALIDATION_ERROR;
 *   RESOURCE_NOT_FOUND for the branch.
 */
export async function createDoctor(
  tx: Transaction,
  scope: DoctorScope,
  input: NewDoctor,
  login: PreparedLogin | null,
): Promise<Doctor> {
  const { tenant, now } = scope;
  const { hospitalId } = tenant;
  const { branchId: wanted, ...fields } = input;
  const columns = doctorColumns(fields, scope.country);
  const branchId = await resolveBranch(tx, tenant, wanted);
  if (input.licenseNumber !== null) {
    await requireFreeLicense(tx, { hospitalId, mayRead: scope.mayRead }, input.licenseNumber, null);
  }
  const id = newId();
  await unlessLicenseTaken(() =>
    tx.doctor.create({
      data: { ...columns, hospitalId, id, branchId, createdAt: now, updatedAt: now },
      select: { id: true },
    }),
  );
  if (login) {
    const user = { hospitalId, name: input.name, role: 'doctor', doctorId: id, patientId: null } as const;
    await createUser(tx, login, { ...user, createdByKeyId: scope.keyId, mustChangePassword: false }, now);
  }
  return readDoctor(tx, hospitalId, id);
}
