import { router } from '@/server/procedures/trpc';
import { authRouter } from './auth/router';
import { healthProcedure } from './health/health';

export const v1Router = router({
  health: healthProcedure,
  auth: authRouter,
});
