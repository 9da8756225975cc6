import { z } from 'zod';
import { listHospitals } from '@/server/domain/hospitals/list-hospitals';
import { documented } from '@/server/procedures/documented';
import { ADMINISTRATORS, administratorProcedure } from '../scope';
import { hospitalList, showHospital } from './hospital.schema';

export const listHospitalsProcedure = administratorProcedure
  .meta({
    surface: 'hospital',
    access: { roles: ADMINISTRATORS },
    rateClass: 'standard',
    audit: { action: 'hospital.list' },
    shape: 'bare',
    openapi: {
      method: 'GET',
      path: '/',
      operationId: 'listHospitals',
      tags: ['Hospitals'],
      summary: 'List hospitals',
      description: 'The hospitals that the caller may administer, oldest first, as a bare array.',
    },
  })
  .input(z.strictObject({}))
  .output(documented(hospitalList))
  .query(async ({ ctx }) => {
    const hospitals = await listHospitals(ctx.services.credentials, ctx.principal);
    return hospitals.map((hospital) => showHospital(hospital, hospital.timezone));
  });
