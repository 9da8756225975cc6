import { bookAppointment } from '@/server/domain/appointments/book-appointment';
import { bookForPerson } from '@/server/domain/appointments/book-for-person';
import { parseTimeOfDay } from '@/server/domain/availability/local-time';
import { invalidField } from '@/server/kernel/app-error';
import { documented } from '@/server/procedures/documented';
import { keyProcedure } from '@/server/procedures/trpc';
import { createAppointmentInput, createAppointmentOutput } from './appointment.schema';
import { bookingScope } from './booking-scope';

export const createAppointmentProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'appointments:write' },
    rateClass: 'standard',
    audit: { action: 'appointment.create' },
    status: 201,
    message: 'Appointment created successfully',
    errors: ['RESOURCE_NOT_FOUND', 'SLOT_TAKEN', 'CONFLICT', 'OUTSIDE_AVAILABILITY'],
    openapi: {
      method: 'POST',
      path: '/appointments',
      operationId: 'createAppointment',
      tags: ['Appointments'],
      summary: 'Book an appointment',
      description:
        'Books a doctor for a patient, who is named by `patient_id`, or by `patient_phone` and `patient_name`: found, or added in ' +
        "the same transaction. It lasts as long as the doctor's slot. A time that is taken answers 409 `SLOT_TAKEN` with the three " +
        'nearest that can be booked; one outside the hours of a doctor who has any, 422 `OUTSIDE_AVAILABILITY`. Date and time are ' +
        'local: where the clocks fall back and a time comes twice, the earlier instant is booked; a time that they jump over is ' +
        'refused with the next one that exists.',
    },
  })
  .input(createAppointmentInput)
  .output(documented(createAppointmentOutput))
  .mutation(({ ctx, input }) => {
    const person = input.patient_id ? null : personOf(input);
    return ctx.commit(ctx.tenant, async (tx) => {
      const scope = bookingScope(ctx);
      const booking = {
        doctorId: input.doctor_id,
        branchId: input.branch_id ?? null,
        startsAt: { date: input.appointment_date, secondOfDay: parseTimeOfDay(input.appointment_time) ?? 0 },
        type: input.type,
        notes: input.notes ?? null,
        bookingSource: input.booking_source ?? null,
      };
      const appointment = person
        ? await bookForPerson(tx, scope, { ...booking, person })
        : await bookAppointment(tx, scope, { ...booking, patientId: input.patient_id ?? '' });
      ctx.audit.targetType = 'appointment';
      ctx.audit.targetId = appointment.id;
      ctx.audit.changes = { patient_id: appointment.patientId };
      return { appointment_id: appointment.id };
    });
  });

/** @throws AppError VALIDATION_ERROR naming what is missing. */
function personOf(input: { patient_phone?: string | null | undefined; patient_name?: string | null | undefined }) {
  const { patient_phone: phone, patient_name: name } = input;
  if (!phone && !name) throw invalidField('patient_id', 'Is required, or patient_phone and patient_name.');
  if (!phone) throw invalidField('patient_phone', 'Is required with patient_name.');
  if (!name) throw invalidField('patient_name', 'Is required with patient_phone.');
  return { phone, name };
}
