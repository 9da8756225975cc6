import { router } from '@/server/procedures/trpc';
import { getKey, keyFormContext, listKeyRequests, listKeys } from './api-keys/queries';
import { getCallProcedure } from './calls/get-call';
import { listCallsProcedure } from './calls/list-calls';
import { liveCallsProcedure } from './calls/live-calls';
import { changePasswordProcedure } from './change-password';
import { viewer } from './viewer';

/** What only the dashboard's screens need. Changes go through the hospital surface's procedures. */
export const dashboardRouter = router({
  viewer,
  changePassword: changePasswordProcedure,
  apiKeys: router({ list: listKeys, get: getKey, requests: listKeyRequests, formContext: keyFormContext }),
  calls: router({ live: liveCallsProcedure, list: listCallsProcedure, get: getCallProcedure }),
});
