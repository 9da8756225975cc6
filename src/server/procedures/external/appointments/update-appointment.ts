import { type AppointmentChanges, updateAppointment } from '@/server/domain/appointments/update-appointment';
import { parseTimeOfDay } from '@/server/domain/availability/local-time';
import { documented } from '@/server/procedures/documented';
import { keyProcedure } from '@/server/procedures/trpc';
import { appointmentRow, showAppointment, updateAppointmentInput } from './appointment.schema';
import { bookingScope } from './booking-scope';

export const updateAppointmentProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'appointments:write' },
    rateClass: 'standard',
    audit: { action: 'appointment.update', fieldGroup: 'record' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND', 'FORBIDDEN', 'SLOT_TAKEN', 'CONFLICT', 'OUTSIDE_AVAILABILITY', 'PRECONDITION_FAILED'],
    openapi: {
      method: 'PATCH',
      path: '/appointments/{id}',
      operationId: 'updateAppointment',
      tags: ['Appointments'],
      summary: 'Reschedule an appointment',
      description:
        'Gives an appointment another date, time or doctor while it is `BOOKED` (else 409 `CONFLICT`), or other notes; null clears ' +
        "them. Of date and time either may stay. It lasts as long as before; with another doctor, as long as that one's slot. It " +
        'keeps its branch. A branch-locked key reads appointments without a branch and changes none (`FORBIDDEN`). With `If-Match` ' +
        'only if nobody changed it since it was read.',
    },
  })
  .input(updateAppointmentInput)
  .output(documented(appointmentRow))
  .mutation(({ ctx, input: { id, ...fields } }) => {
    ctx.audit.targetType = 'appointment';
    ctx.audit.targetId = id;
    ctx.audit.changes = { fields: Object.keys(fields) };
    return ctx.commit(ctx.tenant, async (tx) => {
      const changes = changesOf(fields);
      const appointment = await updateAppointment(tx, bookingScope(ctx), id, changes, (current) =>
        ctx.requireMatch(showAppointment(current)),
      );
      ctx.audit.patientIds = [appointment.patientId];
      return showAppointment(appointment);
    });
  });

type Fields = {
  appointment_date?: string | undefined;
  appointment_time?: string | undefined;
  doctor_id?: string | undefined;
  notes?: string | null | undefined;
};

function changesOf({ appointment_date: date, appointment_time: time, doctor_id: doctorId, notes }: Fields): AppointmentChanges {
  const secondOfDay = time === undefined ? undefined : (parseTimeOfDay(time) ?? undefined);
  return {
    ...((date !== undefined || time !== undefined) && { start: { date, secondOfDay } }),
    ...(doctorId !== undefined && { doctorId }),
    ...(notes !== undefined && { notes }),
  };
}
