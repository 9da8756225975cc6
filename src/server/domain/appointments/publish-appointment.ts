import type { Transaction } from '@/server/db/prisma-client';
import { publish } from '@/server/domain/events/outbox';
import { type Appointment, appointmentEventData } from './appointment';

/** The one event of a change: the appointment as it is after it. To be called under the row's lock, or for a new row. */
export async function publishAppointment(
  tx: Transaction,
  hospitalId: string,
  type: 'appointment.created' | 'appointment.updated',
  appointment: Appointment,
): Promise<void> {
  const { id: resourceId, branchId } = appointment;
  const data = appointmentEventData(appointment);
  await publish(tx, { hospitalId, branchId, type, resource: 'appointment', resourceId, data });
}
