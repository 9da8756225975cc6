import type { Database, Transaction } from '@/server/db/prisma-client';
import { notFound } from '@/server/kernel/app-error';
import type { RateTier } from '@/shared/rate-tiers';

export type HospitalSettings = {
  id: string;
  name: string;
  timezone: string;
  country: string;
  currency: string;
  defaultRateTier: RateTier;
  tokenTtlSeconds: number;
  tokenChainDays: number;
};

/** The tenant's hospital with its settings. @throws AppError RESOURCE_NOT_FOUND */
export async function readHospital(db: Database | Transaction, id: string): Promise<HospitalSettings> {
  const row = await db.hospital.findFirst({
    where: { id },
    select: {
      id: true,
      name: true,
      timezone: true,
      country: true,
      currency: true,
      defaultRateTier: true,
      tokenTtlSeconds: true,
      tokenChainDays: true,
    },
  });
  if (!row) throw notFound('Hospital');
  return { ...row, defaultRateTier: row.defaultRateTier as RateTier };
}
