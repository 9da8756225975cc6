import { router } from '@/server/procedures/trpc';
import { createPatientProcedure } from './create-patient';
import { getPatientProcedure } from './get-patient';
import { listPatientsProcedure } from './list-patients';
import { updatePatientProcedure } from './update-patient';

export const patientsRouter = router({
  list: listPatientsProcedure,
  get: getPatientProcedure,
  create: createPatientProcedure,
  update: updatePatientProcedure,
});
