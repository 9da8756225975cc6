import { router } from '@/server/procedures/trpc';
import { addPatientProcedure } from './add-patient';
import { changePatientProcedure } from './change-patient';
import { deletePatientProcedure } from './delete-patient';
import { findPatientsProcedure } from './find-patients';
import { readPatientProcedure } from './read-patient';
import { replacePatientProcedure } from './replace-patient';

export const patientsRouter = router({
  find: findPatientsProcedure,
  read: readPatientProcedure,
  add: addPatientProcedure,
  replace: replacePatientProcedure,
  change: changePatientProcedure,
  delete: deletePatientProcedure,
});
