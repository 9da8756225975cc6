import { router } from '@/server/procedures/trpc';
import { loginProcedure } from './login';
import { logoutProcedure } from './logout';
import { refreshProcedure } from './refresh';
import { verifyProcedure } from './verify';

export const authRouter = router({
  login: loginProcedure,
  refresh: refreshProcedure,
  logout: logoutProcedure,
  verify: verifyProcedure,
});
