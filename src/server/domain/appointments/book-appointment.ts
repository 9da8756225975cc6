import type { Transaction } from '@/server/db/prisma-client';
import { publish } from '@/server/domain/events/outbox';
import { newId } from '@/server/kernel/new-id';
import { APPOINTMENT_COLUMNS, type Appointment, appointmentEventData, toAppointment } from './appointment';
import { findBookingPlace } from './booking-place';
import type { BookingScope } from './booking-scope';
import { checkSlot } from './check-slot';
import { appointmentRange, checkStart } from './check-time';
import { lockDoctors } from './lock-doctors';
import { slotTaken } from './slot-taken';

export type NewAppointment = {
  patientId: string;
  doctorId: string;
  /** Absent or null: the doctor's branch, else the patient's. */
  branchId?: string | null | undefined;
  startsAt: Date;
  /** Whole minutes, 1 to 1440. Absent: the doctor's slot (which is 30 where nobody said otherwise). */
  durationMinutes?: number | undefined;
  type: string;
  reason?: string | null | undefined;
  notes?: string | null | undefined;
  bookingSource?: string | null | undefined;
};

/** `timePath`: the surface's name of the start, for refusals; `appointment_time` where it is not given. */
export type BookingOptions = { timePath?: string };

/**
 * Books a doctor, on every surface (contract sections 6 and 7), and writes the event `appointment.created`.
 *
 * Guarantees: of any number that ask for one time together, one gets it. A refusal leaves the transaction usable, though a
 * caller that wants both or neither throws on.
 * @throws AppError VALIDATION_ERROR for a start in the past or over two years ahead; RESOURCE_NOT_FOUND for a doctor, patient
 *   or branch that is not the tenant's to see; CONFLICT for an inactive doctor; OUTSIDE_AVAILABILITY; SLOT_TAKEN with the
 *   three nearest free slots.
 */
export async function bookAppointment(
  tx: Transaction,
  scope: BookingScope,
  input: NewAppointment,
  { timePath = 'appointment_time' }: BookingOptions = {},
): Promise<Appointment> {
  const { hospitalId } = scope;
  checkStart(input.startsAt, scope.now, timePath);
  await lockDoctors(tx, hospitalId, [input.doctorId]);
  const place = await findBookingPlace(tx, scope, input);
  const { doctor, patient, branchId, timezone } = place;
  const range = appointmentRange(input.startsAt, input.durationMinutes ?? doctor.slotDurationMinutes);
  await checkSlot(tx, scope, { place, range, timePath });
  // ON CONFLICT DO NOTHING: what only the constraint knows of (another branch's appointment, a writer that forgot the lock)
  // gives no row instead of an error, which would end the transaction before the alternatives can be found.
  const [row] = await tx.appointment.createManyAndReturn({
    data: [
      {
        hospitalId,
        id: newId(),
        branchId,
        patientId: patient.id,
        doctorId: doctor.id,
        ...range,
        status: 'scheduled',
        type: input.type,
        reason: input.reason ?? null,
        notes: input.notes ?? null,
        bookingSource: input.bookingSource ?? null,
        createdAt: scope.now,
        updatedAt: scope.now,
      },
    ],
    skipDuplicates: true,
    select: APPOINTMENT_COLUMNS,
  });
  if (!row) throw await slotTaken(tx, scope, place, range);
  const appointment = toAppointment(row, { patientName: patient.name, doctorName: doctor.name, timezone });
  await publish(tx, {
    hospitalId,
    branchId,
    type: 'appointment.created',
    resource: 'appointment',
    resourceId: appointment.id,
    data: appointmentEventData(appointment),
  });
  return appointment;
}
