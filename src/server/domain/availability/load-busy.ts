import type { Transaction } from '@/server/db/prisma-client';
import type { Range } from './slots';

/**
 * When the doctor is taken within a range: every appointment that holds its slot, completed ones too, in order. One query.
 *
 * Also under a branch lock those of other branches are among them: the database's function tells times only, of a doctor whom
 * the tenant sees.
 * @param ignoreAppointmentId one that is being moved and so is not in its own way.
 */
export async function loadBusy(
  tx: Pick<Transaction, '$queryRaw'>,
  doctorId: string,
  { startsAt, endsAt }: Range,
  ignoreAppointmentId: string | null = null,
): Promise<Range[]> {
  return await tx.$queryRaw<Range[]>`
    SELECT starts_at AS "startsAt", ends_at AS "endsAt"
    FROM doctor_busy(${doctorId}::uuid, ${startsAt}::timestamptz, ${endsAt}::timestamptz, ${ignoreAppointmentId}::uuid)`;
}
