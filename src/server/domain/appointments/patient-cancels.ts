import { AppError } from '@/server/kernel/app-error';
import type { Appointment } from './appointment';
import type { BookingScope } from './booking-scope';
import type { AppointmentStatus } from './status';

/**
 * Of the own appointments a patient only cancels, and only before the start (contract section 3). Nothing is asked of other
 * callers.
 * @param status to which it is changed; undefined: it is not.
 * @throws AppError FORBIDDEN
 */
export function requirePatientCancels(
  { reach, now }: Pick<BookingScope, 'reach' | 'now'>,
  { startsAt }: Pick<Appointment, 'startsAt'>,
  status: AppointmentStatus | undefined,
): void {
  if (!reach || reach.patientId === null || status === undefined) return;
  if (status !== 'cancelled') {
    const message = 'A patient may only cancel an appointment.';
    throw new AppError('FORBIDDEN', { message, auditCause: 'patient_only_cancels' });
  }
  if (startsAt > now) return;
  throw new AppError('FORBIDDEN', {
    message: 'A patient may cancel an appointment before it begins only.',
    auditCause: 'patient_cancels_late',
  });
}
