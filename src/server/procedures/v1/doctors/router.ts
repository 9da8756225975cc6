import { router } from '@/server/procedures/trpc';
import { addDoctorProcedure } from './add-doctor';
import { changeDoctorProcedure } from './change-doctor';
import { deleteDoctorProcedure } from './delete-doctor';
import { findDoctorsProcedure } from './find-doctors';
import { readDoctorProcedure } from './read-doctor';
import { replaceDoctorProcedure } from './replace-doctor';

export const doctorsRouter = router({
  find: findDoctorsProcedure,
  read: readDoctorProcedure,
  add: addDoctorProcedure,
  replace: replaceDoctorProcedure,
  change: changeDoctorProcedure,
  delete: deleteDoctorProcedure,
});
