import type { Transaction } from '@/server/db/prisma-client';
import { parseTimeOfDay } from '@/server/domain/availability/local-time';
import { AppError } from '@/server/kernel/app-error';
import { formatInstant } from '@/server/kernel/zoned-time';
import type { Appointment } from './appointment';
import { findActiveDoctor } from './booking-place';
import type { BookingScope } from './booking-scope';
import { checkSlot } from './check-slot';
import { appointmentRange, checkStart } from './check-time';
import { startInstant } from './local-start';
import { unlessOverlapping } from './savepoint';
import { slotTaken } from './slot-taken';
import { toExternalStatus } from './status';

/** An instant, or date (`YYYY-MM-DD`) and second of the day on the appointment's clock, of which one may stay as it is. */
export type MovedStart = Date | { date: string | undefined; secondOfDay: number | undefined };

export type Move = {
  start?: MovedStart;
  doctorId?: string;
  /** Whole minutes, 1 to 1440. */
  durationMinutes?: number;
};

/** The surface's name of the beginning, in refusals. */
const TIME_PATH = 'appointment_time';

/**
 * Gives an appointment another time, doctor or length; nothing is asked where none of them differs. Unless the length is given it
 * lasts as long as before, with another doctor as long as that one's slot. Its own time is not in its way. To be called with both
 * doctors and the row locked.
 */
export async function moveAppointment(tx: Transaction, scope: BookingScope, current: Appointment, move: Move): Promise<void> {
  const { hospitalId } = scope;
  const { id, timezone } = current;
  const startsAt = move.start === undefined ? current.startsAt : movedInstant(current, move.start);
  const doctorId = move.doctorId ?? current.doctorId;
  const isElsewhere = doctorId !== current.doctorId || startsAt.getTime() !== current.startsAt.getTime();
  const minutes = move.durationMinutes ?? (doctorId === current.doctorId ? minutesOf(current) : undefined);
  if (!isElsewhere && minutes === minutesOf(current)) return;
  if (toExternalStatus(current.status) !== 'BOOKED') {
    throw new AppError('CONFLICT', { message: 'Only an appointment that is still booked can be moved.' });
  }
  // One that has begun may become longer.
  if (isElsewhere) checkStart(startsAt, scope.now, TIME_PATH);
  const doctor = await findActiveDoctor(tx, scope, doctorId);
  const place = { doctor, timezone };
  const range = appointmentRange(startsAt, minutes ?? doctor.slotDurationMinutes);
  await checkSlot(tx, scope, { place, range, timePath: TIME_PATH, ignoreAppointmentId: id });
  const moved = await unlessOverlapping(tx, () =>
    tx.appointment.update({
      where: { hospitalId_id: { hospitalId, id } },
      data: { doctorId, ...range },
      select: { id: true },
    }),
  );
  if (!moved) throw await slotTaken(tx, scope, place, range, id);
}

/** How long it lasts, in minutes. */
export function minutesOf({ startsAt, endsAt }: Pick<Appointment, 'startsAt' | 'endsAt'>): number {
  return (endsAt.getTime() - startsAt.getTime()) / 60_000;
}

function movedInstant({ startsAt, timezone }: Appointment, start: MovedStart): Date {
  if (start instanceof Date) return start;
  const clock = formatInstant(startsAt, timezone);
  const date = start.date ?? clock.slice(0, 10);
  const secondOfDay = start.secondOfDay ?? parseTimeOfDay(clock.slice(11, 19)) ?? 0;
  const moved = startInstant({ date, secondOfDay }, timezone, TIME_PATH);
  // Of a time that comes twice, the one that it has already.
  const same = formatInstant(moved, timezone).slice(0, 19) === clock.slice(0, 19);
  return same ? startsAt : moved;
}
