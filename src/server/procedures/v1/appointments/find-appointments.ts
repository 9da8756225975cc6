import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { appointmentList, findAppointmentsInput } from './appointment.schema';
import { appointmentPage } from './appointment-page';

export const findAppointmentsProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'appointments:read', people: 'appointments.list' },
    rateClass: 'standard',
    audit: { action: 'appointment.list', fieldGroup: 'record' },
    shape: 'list',
    openapi: {
      method: 'GET',
      path: '/appointments',
      operationId: 'findAppointments',
      tags: ['Appointments'],
      summary: 'List appointments',
      description:
        'Appointments that the caller reaches, last booked first unless `sort` says otherwise; `dateFrom` and `dateTo` are of their ' +
        'beginning, both included. A key that is locked to a branch sees its branch and appointments without one.',
    },
  })
  .input(findAppointmentsInput)
  .output(documented(appointmentList))
  .query(({ ctx, input }) => appointmentPage(ctx, input));
