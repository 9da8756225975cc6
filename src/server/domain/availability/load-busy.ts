import type { Transaction } from '@/server/db/prisma-client';
import type { Range } from './slots';

/** Statuses that leave the slot free; the exclusion constraint appointments_overlap knows the same two. */
const FREE = ['cancelled', 'no_show'];
/** No appointment is longer (CHECK on appointments), so none that began earlier reaches into the range. */
const LONGEST_MS = 24 * 3_600_000;

/**
 * When the doctor is taken within a range: every appointment that holds its slot, completed ones too. One query.
 *
 * Under a branch lock, appointments of other branches are hidden by row-level security and missing here; only the database's
 * constraint knows of them.
 * @param ignoreAppointmentId one that is being moved and so is not in its own way.
 */
export async function loadBusy(
  tx: Transaction,
  hospitalId: string,
  doctorId: string,
  range: Range,
  ignoreAppointmentId: string | null = null,
): Promise<Range[]> {
  return await tx.appointment.findMany({
    where: {
      hospitalId,
      doctorId,
      deletedAt: null,
      status: { notIn: FREE },
      // The lower bound on the beginning lets the index on it be used from both sides.
      startsAt: { gt: new Date(range.startsAt.getTime() - LONGEST_MS), lt: range.endsAt },
      endsAt: { gt: range.startsAt },
      ...(ignoreAppointmentId !== null && { id: { not: ignoreAppointmentId } }),
    },
    select: { startsAt: true, endsAt: true },
    orderBy: { startsAt: 'asc' },
  });
}
