import type { Transaction } from '@/server/db/prisma-client';
import { newId } from '@/server/kernel/new-id';
import { APPOINTMENT_COLUMNS, type Appointment, toAppointment } from './appointment';
import { findActiveDoctor, findBookingPlace } from './booking-place';
import type { BookingScope } from './booking-scope';
import { checkFree, checkSlot } from './check-slot';
import { appointmentRange, checkStart } from './check-time';
import { holdPatient } from './hold-patient';
import { type LocalStart, startInstant } from './local-start';
import { lockDoctors } from './lock-doctors';
import { publishAppointment } from './publish-appointment';
import { slotTaken } from './slot-taken';

export type NewAppointment = {
  patientId: string;
  doctorId: string;
  /** Absent or null: the doctor's branch, else the patient's. */
  branchId?: string | null | undefined;
  /** An instant, or date and time by the clock where the appointment is. */
  startsAt: Date | LocalStart;
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
 * @throws AppError VALIDATION_ERROR for a start in the past, over two years ahead, or in a gap of the clocks; RESOURCE_NOT_FOUND
 *   for a doctor, patient or branch that is not the tenant's to see; CONFLICT for an inactive doctor; OUTSIDE_AVAILABILITY;
 *   SLOT_TAKEN with the three nearest free slots.
 */
export async function bookAppointment(
  tx: Transaction,
  scope: BookingScope,
  input: NewAppointment,
  { timePath = 'appointment_time' }: BookingOptions = {},
): Promise<Appointment> {
  const { hospitalId } = scope;
  const place = await findBookingPlace(tx, scope, input);
  const { doctor, patient, branchId, timezone } = place;
  const startsAt = startInstant(input.startsAt, timezone, timePath);
  checkStart(startsAt, scope.now, timePath);
  const range = appointmentRange(startsAt, input.durationMinutes ?? doctor.slotDurationMinutes);
  const question = { place, range, timePath };
  // Of many who ask for one time most come too late: they are told so without waiting for each other. Whoever finds it free asks
  // again under the lock.
  await checkSlot(tx, scope, question);
  await lockDoctors(tx, hospitalId, [doctor.id]);
  await findActiveDoctor(tx, scope, doctor.id);
  await holdPatient(tx, hospitalId, patient.id);
  await checkFree(tx, scope, question);
  // ON CONFLICT DO NOTHING: what only the constraint knows of (a writer that forgot the lock) gives no row instead of an error,
  // which would end the transaction before the alternatives can be found.
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
  await publishAppointment(tx, hospitalId, 'appointment.created', appointment);
  return appointment;
}
