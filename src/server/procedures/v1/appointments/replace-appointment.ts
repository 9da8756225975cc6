import { updateAppointment } from '@/server/domain/appointments/update-appointment';
import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { requireChangeable } from '../require-changeable';
import { appointmentRow, replaceAppointmentInput, showAppointment } from './appointment.schema';
import { bookingScope } from './booking-scope';
import { changesOf } from './changes';

export const replaceAppointmentProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'appointments:write', people: 'appointments.update' },
    rateClass: 'standard',
    audit: { action: 'appointment.update', fieldGroup: 'record' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND', 'SLOT_TAKEN', 'CONFLICT', 'INVALID_STATUS_TRANSITION', 'OUTSIDE_AVAILABILITY'],
    openapi: {
      method: 'PUT',
      path: '/appointments/{id}',
      operationId: 'replaceAppointment',
      tags: ['Appointments'],
      summary: 'Replace an appointment',
      description:
        'Takes the body of a booking: what it leaves away is cleared, or as in a booking (`type` `IN_PERSON`, `durationMinutes` 30). ' +
        'Only `status` stays where it is absent; given, it may also be the one that it has. Otherwise the rules are those of PATCH, ' +
        'so a role that may not change all fields uses PATCH.',
    },
  })
  .input(replaceAppointmentInput)
  .output(documented(appointmentRow))
  .mutation(({ ctx, input: { id, ...fields } }) => {
    ctx.audit.targetType = 'appointment';
    ctx.audit.targetId = id;
    ctx.audit.changes = { fields: Object.keys(fields) };
    requireChangeable(ctx.mask, fields);
    return ctx.commit(ctx.tenant, async (tx) => {
      const changes = { reason: null, notes: null, ...changesOf(fields) };
      const check = (current: Parameters<typeof showAppointment>[0]) => ctx.requireMatch(showAppointment(current, ctx.mask));
      const appointment = await updateAppointment(tx, bookingScope(ctx), id, changes, check, { mayRepeatStatus: true });
      ctx.audit.patientIds = [appointment.patientId];
      return showAppointment(appointment, ctx.mask);
    });
  });
