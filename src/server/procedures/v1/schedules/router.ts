import { router } from '@/server/procedures/trpc';
import { addScheduleProcedure } from './add-schedule';
import { deleteScheduleProcedure } from './delete-schedule';
import { findSchedulesProcedure } from './find-schedules';
import { readScheduleProcedure } from './read-schedule';
import { replaceScheduleProcedure } from './replace-schedule';

export const schedulesRouter = router({
  find: findSchedulesProcedure,
  read: readScheduleProcedure,
  add: addScheduleProcedure,
  replace: replaceScheduleProcedure,
  delete: deleteScheduleProcedure,
});
