import type { Tenant } from '@/server/db/tenant';
import type { BookingScope } from '@/server/domain/appointments/booking-scope';
import type { KeyPrincipal } from '@/server/kernel/principal';
import type { RequestInfo } from '@/server/kernel/request-info';

/** For whom and when a key's request books or changes something. */
export function bookingScope(ctx: {
  principal: KeyPrincipal;
  tenant: Tenant;
  request: RequestInfo;
}): BookingScope & { country: string } {
  const { timezone, country } = ctx.principal.hospital;
  return { ...ctx.tenant, hospitalTimezone: timezone, country, now: ctx.request.receivedAt };
}
