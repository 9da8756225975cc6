import { router } from '@/server/procedures/trpc';
import { getApiKeyAnalyticsProcedure } from './analytics/get-api-key-analytics';
import { apiKeysRouter } from './api-keys/router';
import { auditLogRouter } from './audit-log/router';
import { recordedCallsRouter } from './calls/router';
import { createHospitalProcedure } from './hospitals/create-hospital';
import { listHospitalsProcedure } from './hospitals/list-hospitals';

/** `/api/hospitals`: a hospital's administrators. The dashboard calls the same procedures over tRPC. */
export const hospitalRouter = router({
  apiKeys: apiKeysRouter,
  keyAnalytics: getApiKeyAnalyticsProcedure,
  calls: recordedCallsRouter,
  auditLog: auditLogRouter,
  hospitals: router({ list: listHospitalsProcedure, create: createHospitalProcedure }),
});
