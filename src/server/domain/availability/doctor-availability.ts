import type { Transaction } from '@/server/db/prisma-client';
import { notFound } from '@/server/kernel/app-error';
import type { Availability } from './availability';
import { loadAvailability } from './load-availability';

/** When a doctor works and what a consultation costs: what GET and PUT of an availability are about. */
export type DoctorAvailability = Availability & {
  doctorId: string;
  consultationFee: number | null;
  /** ISO 4217; null: the hospital's. */
  currency: string | null;
  /** The last change; null: nobody has said yet through an availability. */
  updatedAt: Date | null;
};

/**
 * A doctor's whole availability, with every override.
 * @throws AppError RESOURCE_NOT_FOUND for a doctor that the tenant does not see.
 */
export async function readDoctorAvailability(
  tx: Transaction,
  { hospitalId, hospitalTimezone }: { hospitalId: string; hospitalTimezone: string },
  doctorId: string,
): Promise<DoctorAvailability> {
  const doctor = await tx.doctor.findFirst({
    where: { hospitalId, id: doctorId, deletedAt: null },
    select: {
      id: true,
      slotDurationMinutes: true,
      opFee: true,
      currency: true,
      availabilityAt: true,
      branch: { select: { timezone: true } },
    },
  });
  if (!doctor) throw notFound('Doctor');
  const timezone = doctor.branch?.timezone ?? hospitalTimezone;
  const availability = await loadAvailability(tx, hospitalId, { ...doctor, timezone }, null);
  return {
    ...availability,
    doctorId,
    consultationFee: doctor.opFee?.toNumber() ?? null,
    currency: doctor.currency,
    updatedAt: doctor.availabilityAt,
  };
}
