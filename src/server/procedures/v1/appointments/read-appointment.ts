import { getAppointment } from '@/server/domain/appointments/read-appointment';
import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { appointmentIdInput, appointmentRow, showAppointment } from './appointment.schema';

export const readAppointmentProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'appointments:read', people: 'appointments.read' },
    rateClass: 'standard',
    audit: { action: 'appointment.read', fieldGroup: 'record' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND'],
    openapi: {
      method: 'GET',
      path: '/appointments/{id}',
      operationId: 'readAppointment',
      tags: ['Appointments'],
      summary: 'Get an appointment',
      description: 'One appointment, with an `ETag` for `If-None-Match` and `If-Match`.',
    },
  })
  .input(appointmentIdInput)
  .output(documented(appointmentRow))
  .query(async ({ ctx, input }) => {
    ctx.audit.targetType = 'appointment';
    ctx.audit.targetId = input.id;
    const { timezone } = ctx.principal.hospital;
    const appointment = await getAppointment(ctx.services.db, ctx.tenant, input.id, timezone, ctx.reach);
    ctx.audit.patientIds = [appointment.patientId];
    return showAppointment(appointment, ctx.mask);
  });
