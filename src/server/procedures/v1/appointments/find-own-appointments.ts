import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { appointmentList, findOwnAppointmentsInput } from './appointment.schema';
import { appointmentPage } from './appointment-page';

export const findOwnAppointmentsProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { people: 'appointments.listOwn' },
    rateClass: 'standard',
    audit: { action: 'appointment.list_own', fieldGroup: 'record' },
    shape: 'list',
    openapi: {
      method: 'GET',
      path: '/appointments/me',
      operationId: 'findOwnAppointments',
      tags: ['Appointments'],
      summary: "List the caller's own appointments",
      description: "A patient's own, or those with the doctor who asks; last booked first unless `sort` says otherwise.",
    },
  })
  .input(findOwnAppointmentsInput)
  .output(documented(appointmentList))
  .query(({ ctx, input }) => appointmentPage(ctx, input));
