import type { Transaction } from '@/server/db/prisma-client';
import { nearestFreeSlots } from '@/server/domain/availability/nearest-free-slots';
import type { Range } from '@/server/domain/availability/slots';
import { AppError } from '@/server/kernel/app-error';
import { newId } from '@/server/kernel/new-id';
import { formatInstant } from '@/server/kernel/zoned-time';
import type { BookingPlace } from './booking-place';
import type { BookingScope } from './booking-scope';
import { latestStart } from './check-time';
import { rehearse } from './savepoint';

const ALTERNATIVES = 3;

/**
 * The refusal of a time that is taken, with the three nearest free slots, one detail each (contract section 4). Reads the
 * calendar, so the transaction must still be usable, and hold the doctor's lock: then each slot is free as it is written.
 *
 * `path` is `appointment_time` and `starts_at` ISO with the zone's offset; v1 makes its `alternatives` of them.
 */
export async function slotTaken(
  tx: Transaction,
  scope: BookingScope,
  place: BookingPlace,
  range: Range,
  ignoreAppointmentId: string | null = null,
): Promise<AppError> {
  const slots = await nearestFreeSlots(tx, scope.hospitalId, {
    doctor: place.doctor,
    wanted: range.startsAt,
    durationMinutes: (range.endsAt.getTime() - range.startsAt.getTime()) / 60_000,
    now: scope.now,
    latest: latestStart(scope.now),
    count: ALTERNATIVES,
    ignoreAppointmentId,
    // Behind a branch lock the doctor may have appointments that this caller does not see.
    ...(scope.branchId !== null && { refused: (ranges) => refusedByDatabase(tx, scope, place, ranges) }),
  });
  return new AppError('SLOT_TAKEN', {
    details: slots.map(({ startsAt }) => ({
      path: 'appointment_time',
      message: 'The doctor is free at this time.',
      starts_at: formatInstant(startsAt, place.timezone),
    })),
  });
}

/**
 * Which ranges the constraint would refuse: they are inserted and undone. It sees past row-level security and tells no more
 * than a try to book them would.
 */
async function refusedByDatabase(
  tx: Transaction,
  { hospitalId }: BookingScope,
  { doctor, patient, branchId }: BookingPlace,
  ranges: Range[],
): Promise<Range[]> {
  const common = { hospitalId, branchId, patientId: patient.id, doctorId: doctor.id, type: 'REHEARSAL' };
  const accepted = await rehearse(tx, () =>
    tx.appointment.createManyAndReturn({
      data: ranges.map((range) => ({ ...common, ...range, id: newId() })),
      skipDuplicates: true,
      select: { startsAt: true },
    }),
  );
  const free = new Set(accepted.map((row) => row.startsAt.getTime()));
  return ranges.filter((range) => !free.has(range.startsAt.getTime()));
}
