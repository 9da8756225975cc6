import { bookAppointment } from '@/server/domain/appointments/book-appointment';
import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { appointmentRow, bookAppointmentInput, showAppointment } from './appointment.schema';
import { bookingScope } from './booking-scope';

export const bookAppointmentProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'appointments:write', people: 'appointments.create' },
    rateClass: 'standard',
    audit: { action: 'appointment.create', fieldGroup: 'record' },
    status: 201,
    errors: ['RESOURCE_NOT_FOUND', 'SLOT_TAKEN', 'CONFLICT', 'OUTSIDE_AVAILABILITY'],
    openapi: {
      method: 'POST',
      path: '/appointments',
      operationId: 'bookAppointment',
      tags: ['Appointments'],
      summary: 'Book an appointment',
      description:
        'Books a doctor for a patient; the status is `scheduled`. A patient books for oneself: any other `patientId` is 404. A time ' +
        'that is taken answers 409 `SLOT_TAKEN` with the three nearest that can be booked in `details.alternatives`; one outside the ' +
        'hours of a doctor who has any, 422 `OUTSIDE_AVAILABILITY`.',
    },
  })
  .input(bookAppointmentInput)
  .output(documented(appointmentRow))
  .mutation(({ ctx, input: { dateTime, ...booking } }) =>
    ctx.commit(ctx.tenant, async (tx) => {
      const startsAt = new Date(dateTime);
      const appointment = await bookAppointment(tx, bookingScope(ctx), { ...booking, startsAt }, { timePath: 'dateTime' });
      ctx.audit.targetType = 'appointment';
      ctx.audit.targetId = appointment.id;
      ctx.audit.patientIds = [appointment.patientId];
      return showAppointment(appointment, ctx.mask);
    }),
  );
