import { deleteAppointment } from '@/server/domain/appointments/delete-appointment';
import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { appointmentIdInput, nothing } from './appointment.schema';
import { bookingScope } from './booking-scope';

export const deleteAppointmentProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'appointments:write', people: 'appointments.delete' },
    rateClass: 'standard',
    audit: { action: 'appointment.delete' },
    status: 204,
    errors: ['RESOURCE_NOT_FOUND', 'CANNOT_DELETE', 'DELETION_NOT_ALLOWED'],
    openapi: {
      method: 'DELETE',
      path: '/appointments/{id}',
      operationId: 'deleteAppointment',
      tags: ['Appointments'],
      summary: 'Delete an appointment',
      description:
        'It is gone from all surfaces and its time is free; the audit log keeps its history, and sockets are told that it is ' +
        'cancelled. One in progress is 409 `CANNOT_DELETE`, a completed one 422 `DELETION_NOT_ALLOWED`.',
    },
  })
  .input(appointmentIdInput)
  .output(documented(nothing))
  .mutation(({ ctx, input: { id } }) => {
    ctx.audit.targetType = 'appointment';
    ctx.audit.targetId = id;
    return ctx.commit(ctx.tenant, async (tx) => {
      const { patientId, status } = await deleteAppointment(tx, bookingScope(ctx), id);
      ctx.audit.patientIds = [patientId];
      ctx.audit.changes = { status };
      return null;
    });
  });
