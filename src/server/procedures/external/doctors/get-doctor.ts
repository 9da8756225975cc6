import { getDoctor } from '@/server/domain/doctors/get-doctor';
import { documented } from '@/server/procedures/documented';
import { keyProcedure } from '@/server/procedures/trpc';
import { doctorRow, getDoctorInput, showDoctor } from './doctor.schema';

export const getDoctorProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'doctors:read' },
    rateClass: 'standard',
    audit: { action: 'doctor.read' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND'],
    openapi: {
      method: 'GET',
      path: '/doctors/{id}',
      operationId: 'getDoctor',
      tags: ['Doctors'],
      summary: 'Get a doctor',
      description: 'One doctor, with an `ETag` for `If-None-Match` and `If-Match`.',
    },
  })
  .input(getDoctorInput)
  .output(documented(doctorRow))
  .query(async ({ ctx, input }) => {
    ctx.audit.targetType = 'doctor';
    ctx.audit.targetId = input.id;
    return showDoctor(await getDoctor(ctx.services.db, ctx.tenant, input.id), ctx.principal.hospital);
  });
