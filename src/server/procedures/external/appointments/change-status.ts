import { changeStatus } from '@/server/domain/appointments/change-status';
import { targetOfExternal } from '@/server/domain/appointments/status';
import { documented } from '@/server/procedures/documented';
import { keyProcedure } from '@/server/procedures/trpc';
import { appointmentRow, changeStatusInput, showAppointment } from './appointment.schema';
import { bookingScope } from './booking-scope';

export const changeStatusProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'appointments:write' },
    rateClass: 'standard',
    audit: { action: 'appointment.change_status', fieldGroup: 'record' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND', 'FORBIDDEN', 'INVALID_STATUS_TRANSITION', 'PRECONDITION_FAILED'],
    openapi: {
      method: 'PATCH',
      path: '/appointments/{id}/status',
      operationId: 'changeAppointmentStatus',
      tags: ['Appointments'],
      summary: 'Complete or cancel an appointment, or say that nobody came',
      description:
        'Changes `BOOKED` to `COMPLETED`, `NO_SHOW` or `CANCELLED`; every other change, to the status that it has already too, is ' +
        '409 `INVALID_STATUS_TRANSITION`. What is cancelled, or to which nobody came, no longer holds its time. The `ETag` for ' +
        '`If-Match` is that of the appointment.',
    },
  })
  .input(changeStatusInput)
  .output(documented(appointmentRow))
  .mutation(({ ctx, input: { id, status, reason } }) => {
    ctx.audit.targetType = 'appointment';
    ctx.audit.targetId = id;
    ctx.audit.changes = { status };
    return ctx.commit(ctx.tenant, async (tx) => {
      const change = { status: targetOfExternal(status), reason: reason ?? null };
      const appointment = await changeStatus(tx, bookingScope(ctx), id, change, (current) =>
        ctx.requireMatch(showAppointment(current)),
      );
      ctx.audit.patientIds = [appointment.patientId];
      return showAppointment(appointment);
    });
  });
