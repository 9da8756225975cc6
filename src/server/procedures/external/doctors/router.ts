import { router } from '@/server/procedures/trpc';
import { createDoctorProcedure } from './create-doctor';
import { getDoctorProcedure } from './get-doctor';
import { listDoctorsProcedure } from './list-doctors';
import { updateDoctorProcedure } from './update-doctor';

export const doctorsRouter = router({
  list: listDoctorsProcedure,
  get: getDoctorProcedure,
  create: createDoctorProcedure,
  update: updateDoctorProcedure,
});
