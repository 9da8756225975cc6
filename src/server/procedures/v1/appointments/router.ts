import { router } from '@/server/procedures/trpc';
import { bookAppointmentProcedure } from './book-appointment';
import { changeAppointmentProcedure } from './change-appointment';
import { deleteAppointmentProcedure } from './delete-appointment';
import { findAppointmentsProcedure } from './find-appointments';
import { findOwnAppointmentsProcedure } from './find-own-appointments';
import { readAppointmentProcedure } from './read-appointment';
import { replaceAppointmentProcedure } from './replace-appointment';

export const appointmentsRouter = router({
  find: findAppointmentsProcedure,
  findOwn: findOwnAppointmentsProcedure,
  read: readAppointmentProcedure,
  book: bookAppointmentProcedure,
  replace: replaceAppointmentProcedure,
  change: changeAppointmentProcedure,
  delete: deleteAppointmentProcedure,
});
