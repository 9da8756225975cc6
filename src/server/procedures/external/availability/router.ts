import { router } from '@/server/procedures/trpc';
import { getAvailabilityProcedure } from './get-availability';
import { getSlotsProcedure } from './get-slots';
import { putAvailabilityProcedure } from './put-availability';

export const availabilityRouter = router({
  get: getAvailabilityProcedure,
  put: putAvailabilityProcedure,
  slots: getSlotsProcedure,
});
