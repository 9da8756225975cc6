import { listAppointments } from '@/server/domain/appointments/list-appointments';
import { statusesShownAs } from '@/server/domain/appointments/status';
import { documented } from '@/server/procedures/documented';
import { toList } from '@/server/procedures/schemas/list';
import { keyProcedure } from '@/server/procedures/trpc';
import { appointmentList, listAppointmentsInput, showAppointment } from './appointment.schema';

export const listAppointmentsProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'appointments:read' },
    rateClass: 'standard',
    audit: { action: 'appointment.list', fieldGroup: 'record' },
    shape: 'list',
    openapi: {
      method: 'GET',
      path: '/appointments',
      operationId: 'listAppointments',
      tags: ['Appointments'],
      summary: 'List and search appointments',
      description:
        'Appointments of the hospital, last booked first; `start_date` and `end_date` are of their beginning. A branch-locked key ' +
        'sees its branch and appointments without one; a `branch_id` is then ignored.',
    },
  })
  .input(listAppointmentsInput)
  .output(documented(appointmentList))
  .query(async ({ ctx, input }) => {
    const filters = {
      q: input.q ?? null,
      statuses: input.status ? statusesShownAs(input.status) : null,
      patientId: input.patient_id ?? null,
      doctorId: input.doctor_id ?? null,
      branchId: input.branch_id ?? null,
      startDate: input.start_date ?? null,
      endDate: input.end_date ?? null,
    };
    const { timezone } = ctx.principal.hospital;
    const request = { page: input.page, limit: input.limit, cursor: input.cursor ?? null };
    const page = await listAppointments(ctx.services.db, ctx.tenant, filters, request, timezone);
    ctx.audit.patientIds = [...new Set(page.rows.map(({ patientId }) => patientId))];
    return toList(page, input, showAppointment);
  });
