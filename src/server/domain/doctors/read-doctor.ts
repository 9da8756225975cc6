import type { Transaction } from '@/server/db/prisma-client';
import type { Tenant } from '@/server/db/tenant';
import { requireWritable } from '@/server/domain/branches/branch-lock';
import { notFound } from '@/server/kernel/app-error';
import type { Doctor } from './doctor';

const SELECT = {
  id: true,
  hospitalId: true,
  branchId: true,
  name: true,
  phone: true,
  email: true,
  specialty: true,
  department: true,
  qualification: true,
  experienceYears: true,
  opFee: true,
  currency: true,
  status: true,
  licenseNumber: true,
  bio: true,
  createdAt: true,
  updatedAt: true,
  branch: { select: { timezone: true } },
} as const;

/** Like getDoctor, within a transaction and so with its changes. @throws AppError RESOURCE_NOT_FOUND */
export async function readDoctor(tx: Transaction, hospitalId: string, id: string): Promise<Doctor> {
  const row = await tx.doctor.findFirst({ where: { hospitalId, id, deletedAt: null }, select: SELECT });
  if (!row) throw notFound('Doctor');
  const { branch, opFee, status, ...columns } = row;
  return {
    ...columns,
    opFee: opFee?.toNumber() ?? null,
    status: status as Doctor['status'],
    timezone: branch?.timezone ?? null,
  };
}

/**
 * Like readDoctor, with the row locked until the transaction ends, to change it.
 * @throws AppError RESOURCE_NOT_FOUND; FORBIDDEN for one that the tenant may read only.
 */
export async function lockDoctor(tx: Transaction, tenant: Tenant, id: string): Promise<Doctor> {
  const { hospitalId } = tenant;
  await tx.$queryRaw`SELECT 1 FROM doctors WHERE hospital_id = ${hospitalId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  const doctor = await readDoctor(tx, hospitalId, id);
  requireWritable(tenant, doctor);
  return doctor;
}
