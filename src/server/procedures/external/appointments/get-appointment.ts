import { getAppointment } from '@/server/domain/appointments/read-appointment';
import { documented } from '@/server/procedures/documented';
import { keyProcedure } from '@/server/procedures/trpc';
import { appointmentRow, getAppointmentInput, showAppointment } from './appointment.schema';

export const getAppointmentProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'appointments:read' },
    rateClass: 'standard',
    audit: { action: 'appointment.read', fieldGroup: 'record' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND'],
    openapi: {
      method: 'GET',
      path: '/appointments/{id}',
      operationId: 'getAppointment',
      tags: ['Appointments'],
      summary: 'Get an appointment',
      description: 'One appointment, with an `ETag` for `If-None-Match` and `If-Match`.',
    },
  })
  .input(getAppointmentInput)
  .output(documented(appointmentRow))
  .query(async ({ ctx, input }) => {
    ctx.audit.targetType = 'appointment';
    ctx.audit.targetId = input.id;
    const { timezone } = ctx.principal.hospital;
    const appointment = await getAppointment(ctx.services.db, ctx.tenant, input.id, timezone);
    ctx.audit.patientIds = [appointment.patientId];
    return showAppointment(appointment);
  });
