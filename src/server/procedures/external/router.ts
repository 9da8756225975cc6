import { router } from '@/server/procedures/trpc';
import { meProcedure } from './key/me';
import { renewTokenProcedure } from './key/renew-token';
import { patientsRouter } from './patients/router';

/** `/api/external`: CRMs and partners, by three locks. */
export const externalRouter = router({
  patients: patientsRouter,
  me: meProcedure,
  renewToken: renewTokenProcedure,
});
