import { asTenant } from '@/server/db/as-tenant';
import type { Transaction } from '@/server/db/prisma-client';
import type { Tenant } from '@/server/db/tenant';
import { newId } from '@/server/kernel/new-id';
import type { Hospital } from './list-hospitals';

export type NewHospital = { name: string; timezone: string; country: string; currency: string };

/** Makes a hospital, as its own tenant: row-level security lets it be written as nothing else. */
export function createHospital(tx: Transaction, own: Tenant, input: NewHospital, now: Date): Promise<Hospital> {
  const id = newId();
  return asTenant(tx, { hospitalId: id, branchId: null }, own, () =>
    tx.hospital.create({
      data: { id, ...input, createdAt: now, updatedAt: now },
      select: { id: true, name: true, timezone: true, country: true, currency: true, createdAt: true },
    }),
  );
}
