import { listDoctors } from '@/server/domain/doctors/list-doctors';
import { documented } from '@/server/procedures/documented';
import { toList } from '@/server/procedures/schemas/list';
import { keyProcedure } from '@/server/procedures/trpc';
import { doctorList, listDoctorsInput, showDoctor } from './doctor.schema';

export const listDoctorsProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'doctors:read' },
    rateClass: 'standard',
    audit: { action: 'doctor.list' },
    shape: 'list',
    openapi: {
      method: 'GET',
      path: '/doctors',
      operationId: 'listDoctors',
      tags: ['Doctors'],
      summary: 'List and search doctors',
      description:
        'Doctors of the hospital, newest first. A branch-locked key sees those of its branch and of none; a `branch_id` is then ' +
        'ignored.',
    },
  })
  .input(listDoctorsInput)
  .output(documented(doctorList))
  .query(async ({ ctx, input }) => {
    const { hospital } = ctx.principal;
    const filters = {
      q: input.q ?? null,
      status: input.status ?? null,
      branchId: input.branch_id ?? null,
      specialty: null,
    };
    const request = { ...input, cursor: input.cursor ?? null };
    const page = await listDoctors(ctx.services.db, ctx.tenant, filters, request, hospital.country);
    return toList(page, input, (row) => showDoctor(row, hospital));
  });
