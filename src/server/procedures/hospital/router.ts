import { router } from '@/server/procedures/trpc';
import { apiKeysRouter } from './api-keys/router';
import { createHospitalProcedure } from './hospitals/create-hospital';
import { listHospitalsProcedure } from './hospitals/list-hospitals';

/** `/api/hospitals`: a hospital's administrators. The dashboard calls the same procedures over tRPC. */
export const hospitalRouter = router({
  apiKeys: apiKeysRouter,
  hospitals: router({ list: listHospitalsProcedure, create: createHospitalProcedure }),
});
