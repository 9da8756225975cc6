import { createHospital } from '@/server/domain/hospitals/create-hospital';
import { documented } from '@/server/procedures/documented';
import { administratorProcedure } from '../scope';
import { createHospitalInput, hospitalRow, showHospital } from './hospital.schema';

export const createHospitalProcedure = administratorProcedure
  .meta({
    surface: 'hospital',
    access: { roles: ['super_admin'] },
    rateClass: 'standard',
    audit: { action: 'hospital.create' },
    status: 201,
    openapi: {
      method: 'POST',
      path: '/',
      operationId: 'createHospital',
      tags: ['Hospitals'],
      summary: 'Create a hospital',
      description: 'For a super_admin.',
    },
  })
  .input(createHospitalInput)
  .output(documented(hospitalRow))
  .mutation(({ ctx, input }) => {
    const own = { hospitalId: ctx.principal.hospitalId, branchId: null };
    return ctx.commit(own, async (tx) => {
      const hospital = await createHospital(tx, own, input, ctx.request.receivedAt);
      ctx.audit.hospitalId = hospital.id;
      ctx.audit.targetType = 'hospital';
      ctx.audit.targetId = hospital.id;
      return showHospital(hospital, hospital.timezone);
    });
  });
