import type { z } from 'zod';
import { listAppointments } from '@/server/domain/appointments/list-appointments';
import type { Context } from '@/server/procedures/context';
import type { V1Caller } from '../caller';
import { toV1List } from '../list';
import { type findAppointmentsInput, showAppointment } from './appointment.schema';

/** A page of the appointments that the caller reaches, as v1 shows it; its patients are noted for the audit log. */
export async function appointmentPage(ctx: Context & V1Caller, input: z.output<typeof findAppointmentsInput>) {
  const filters = {
    q: null,
    statuses: input.status ? [input.status] : null,
    patientId: input.patientId ?? null,
    doctorId: input.doctorId ?? null,
    branchId: null,
    startDate: input.dateFrom ?? null,
    endDate: input.dateTo ?? null,
  };
  const { timezone } = ctx.principal.hospital;
  const request = { page: input.page, limit: input.limit, cursor: null };
  const options = { reach: ctx.reach, order: input.sort };
  const page = await listAppointments(ctx.services.db, ctx.tenant, filters, request, timezone, options);
  ctx.audit.patientIds = [...new Set(page.rows.map(({ patientId }) => patientId))];
  return toV1List(page, input, (appointment) => showAppointment(appointment, ctx.mask));
}
