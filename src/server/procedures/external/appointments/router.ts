import { router } from '@/server/procedures/trpc';
import { changeStatusProcedure } from './change-status';
import { createAppointmentProcedure } from './create-appointment';
import { getAppointmentProcedure } from './get-appointment';
import { listAppointmentsProcedure } from './list-appointments';
import { updateAppointmentProcedure } from './update-appointment';

export const appointmentsRouter = router({
  list: listAppointmentsProcedure,
  get: getAppointmentProcedure,
  create: createAppointmentProcedure,
  update: updateAppointmentProcedure,
  changeStatus: changeStatusProcedure,
});
