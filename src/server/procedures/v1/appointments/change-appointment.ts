import { updateAppointment } from '@/server/domain/appointments/update-appointment';
import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { requireChangeable } from '../require-changeable';
import { appointmentRow, changeAppointmentInput, showAppointment } from './appointment.schema';
import { bookingScope } from './booking-scope';
import { changesOf } from './changes';

export const changeAppointmentProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'appointments:write', people: 'appointments.update' },
    rateClass: 'standard',
    audit: { action: 'appointment.update', fieldGroup: 'record' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND', 'SLOT_TAKEN', 'CONFLICT', 'INVALID_STATUS_TRANSITION', 'OUTSIDE_AVAILABILITY'],
    openapi: {
      method: 'PATCH',
      path: '/appointments/{id}',
      operationId: 'changeAppointment',
      tags: ['Appointments'],
      summary: 'Change an appointment',
      description:
        'Changes what is given; null clears `reason` and `notes`. Time, length, doctor and patient change while it is `scheduled`, ' +
        "`confirmed` or `in_progress` (else 409 `CONFLICT`); with another doctor it lasts as long as that one's slot unless " +
        '`durationMinutes` is given. `scheduled` becomes `confirmed`, `in_progress`, `completed`, `cancelled` or `no_show`; ' +
        '`confirmed` any of these after it; `in_progress` becomes `completed` or `cancelled`; every other change, to the status ' +
        'that it has already too, is 409 `INVALID_STATUS_TRANSITION`. With `If-Match` only if nobody changed it since it was read.',
    },
  })
  .input(changeAppointmentInput)
  .output(documented(appointmentRow))
  .mutation(({ ctx, input: { id, ...fields } }) => {
    ctx.audit.targetType = 'appointment';
    ctx.audit.targetId = id;
    ctx.audit.changes = { fields: Object.keys(fields) };
    requireChangeable(ctx.mask, fields);
    return ctx.commit(ctx.tenant, async (tx) => {
      const appointment = await updateAppointment(tx, bookingScope(ctx), id, changesOf(fields), (current) =>
        ctx.requireMatch(showAppointment(current, ctx.mask)),
      );
      ctx.audit.patientIds = [appointment.patientId];
      return showAppointment(appointment, ctx.mask);
    });
  });
