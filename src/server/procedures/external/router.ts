import { router } from '@/server/procedures/trpc';
import { getAnalyticsProcedure } from './analytics/get-analytics';
import { appointmentsRouter } from './appointments/router';
import { availabilityRouter } from './availability/router';
import { branchesRouter } from './branches/router';
import { callsRouter } from './calls/router';
import { doctorsRouter } from './doctors/router';
import { meProcedure } from './key/me';
import { renewTokenProcedure } from './key/renew-token';
import { wsTicketProcedure } from './key/ws-ticket';
import { patientsRouter } from './patients/router';

/** `/api/external`: CRMs and partners, by three locks. */
export const externalRouter = router({
  patients: patientsRouter,
  appointments: appointmentsRouter,
  doctors: doctorsRouter,
  availability: availabilityRouter,
  branches: branchesRouter,
  calls: callsRouter,
  analytics: getAnalyticsProcedure,
  me: meProcedure,
  renewToken: renewTokenProcedure,
  wsTicket: wsTicketProcedure,
});
