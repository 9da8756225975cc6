import { router } from '@/server/procedures/trpc';
import { appointmentsRouter } from './appointments/router';
import { authRouter } from './auth/router';
import { doctorsRouter } from './doctors/router';
import { healthProcedure } from './health/health';
import { patientsRouter } from './patients/router';
import { schedulesRouter } from './schedules/router';

export const v1Router = router({
  health: healthProcedure,
  auth: authRouter,
  patients: patientsRouter,
  doctors: doctorsRouter,
  schedules: schedulesRouter,
  appointments: appointmentsRouter,
});
