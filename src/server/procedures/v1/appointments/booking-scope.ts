import type { BookingScope } from '@/server/domain/appointments/booking-scope';
import type { RequestInfo } from '@/server/kernel/request-info';
import type { V1Caller } from '../caller';

/** For whom and when a caller books or changes something, and which appointments it reaches. */
export function bookingScope(ctx: V1Caller & { request: RequestInfo }): BookingScope {
  const { timezone } = ctx.principal.hospital;
  return { ...ctx.tenant, hospitalTimezone: timezone, now: ctx.request.receivedAt, reach: ctx.reach };
}
