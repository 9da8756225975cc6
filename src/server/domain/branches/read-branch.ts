import type { Transaction } from '@/server/db/prisma-client';
import { notFound } from '@/server/kernel/app-error';
import type { Branch } from './branch';

const SELECT = {
  id: true,
  name: true,
  location: true,
  landmark: true,
  callerNumber: true,
  outboundNumber: true,
  status: true,
  timezone: true,
  operatingHours: true,
  createdAt: true,
  updatedAt: true,
} as const;

/** A branch that the tenant may see. @throws AppError RESOURCE_NOT_FOUND, for another hospital's or branch's too. */
export async function readBranch(tx: Transaction, hospitalId: string, id: string): Promise<Branch> {
  const row = await tx.branch.findFirst({ where: { hospitalId, id }, select: SELECT });
  if (!row) throw notFound('Branch');
  // Written by this domain alone, after its checks.
  const operatingHours = row.operatingHours as Branch['operatingHours'];
  return { ...row, status: row.status as Branch['status'], operatingHours };
}

/** Like readBranch, with the row locked until the transaction ends. */
export async function lockBranch(tx: Transaction, hospitalId: string, id: string): Promise<Branch> {
  await tx.$queryRaw`SELECT 1 FROM branches WHERE hospital_id = ${hospitalId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  return readBranch(tx, hospitalId, id);
}
