import { listPatients } from '@/server/domain/patients/list-patients';
import { localDate } from '@/server/kernel/zoned-time';
import { documented } from '@/server/procedures/documented';
import { toList } from '@/server/procedures/schemas/list';
import { keyProcedure } from '@/server/procedures/trpc';
import { listPatientsInput, patientList, showPatient } from './patient.schema';

export const listPatientsProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'patients:read' },
    rateClass: 'standard',
    audit: { action: 'patient.list', fieldGroup: 'contact' },
    shape: 'list',
    openapi: {
      method: 'GET',
      path: '/patients',
      operationId: 'listPatients',
      tags: ['Patients'],
      summary: 'List and search patients',
      description:
        'Patients of the hospital, newest first. A branch-locked key sees its branch only; a `branch_id` is then ignored.',
    },
  })
  .input(listPatientsInput)
  .output(documented(patientList))
  .query(async ({ ctx, input }) => {
    const { hospital } = ctx.principal;
    const filters = {
      q: input.q ?? null,
      status: input.status ?? null,
      branchId: input.branch_id ?? null,
      doctorId: input.doctor_id ?? null,
    };
    const page = await listPatients(
      ctx.services.db,
      ctx.tenant,
      filters,
      { ...input, cursor: input.cursor ?? null },
      {
        country: hospital.country,
        today: localDate(ctx.request.receivedAt, hospital.timezone),
      },
    );
    ctx.audit.patientIds = page.rows.map((row) => row.id);
    return toList(page, input, (row) => showPatient(row, row.timezone ?? hospital.timezone));
  });
