import type { Transaction } from '@/server/db/prisma-client';
import type { BookingScope } from './booking-scope';
import { changeStatus } from './change-status';
import { statusesShownAs } from './status';

/** Whose appointments. */
export type AppointmentOwner = { doctorId: string } | { patientId: string };

/**
 * The appointments of a doctor or a patient that are still booked, whatever their time, locked until the transaction ends. Always
 * in the order of their ids, so that two that lock several do not wait for each other.
 * @returns their ids.
 */
export async function lockActiveAppointments(tx: Transaction, hospitalId: string, owner: AppointmentOwner): Promise<string[]> {
  const [doctorId, patientId] = 'doctorId' in owner ? [owner.doctorId, null] : [null, owner.patientId];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM appointments
    WHERE hospital_id = ${hospitalId}::uuid AND (doctor_id = ${doctorId}::uuid OR patient_id = ${patientId}::uuid)
      AND status = ANY (${statusesShownAs('BOOKED')}::text[]) AND deleted_at IS NULL
    ORDER BY id FOR UPDATE`;
  return rows.map(({ id }) => id);
}

/** Cancels them, each with its event. */
export async function cancelAppointments(tx: Transaction, scope: BookingScope, ids: readonly string[]): Promise<void> {
  for (const id of ids) await changeStatus(tx, scope, id, { status: 'cancelled', reason: null }, () => {});
}
