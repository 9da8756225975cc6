import type { Transaction } from '@/server/db/prisma-client';
import { nearestFreeSlots } from '@/server/domain/availability/nearest-free-slots';
import type { Range } from '@/server/domain/availability/slots';
import { AppError } from '@/server/kernel/app-error';
import { formatInstant } from '@/server/kernel/zoned-time';
import type { SlotPlace } from './booking-place';
import type { BookingScope } from './booking-scope';
import { latestStart } from './check-time';

const ALTERNATIVES = 3;

/**
 * The refusal of a time that is taken, with the three nearest free slots, one detail each (contract section 4). Reads the
 * calendar, so the transaction must still be usable; each slot is free as it is read.
 *
 * `path` is `appointment_time` and `starts_at` ISO with the zone's offset; v1 makes its `alternatives` of them.
 */
export async function slotTaken(
  tx: Transaction,
  scope: BookingScope,
  place: SlotPlace,
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
  });
  return new AppError('SLOT_TAKEN', {
    details: slots.map(({ startsAt }) => ({
      path: 'appointment_time',
      message: 'The doctor is free at this time.',
      starts_at: formatInstant(startsAt, place.timezone),
    })),
  });
}
