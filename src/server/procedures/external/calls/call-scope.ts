import type { Tenant } from '@/server/db/tenant';
import type { CallScope } from '@/server/domain/calls/call';
import type { KeyPrincipal } from '@/server/kernel/principal';
import type { RequestInfo } from '@/server/kernel/request-info';

type KeyContext = { principal: KeyPrincipal; tenant: Tenant; request: RequestInfo };

/** Of the key's own hospital, at the time of the request. */
export function callScope({ principal, tenant, request }: KeyContext): CallScope {
  const { country, timezone } = principal.hospital;
  return { tenant, country, timezone, now: request.receivedAt };
}
