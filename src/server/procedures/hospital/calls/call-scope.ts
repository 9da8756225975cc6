import type { Transaction } from '@/server/db/prisma-client';
import type { Tenant } from '@/server/db/tenant';
import type { CallScope } from '@/server/domain/calls/call';
import { readHospital } from '@/server/domain/hospitals/read-hospital';
import type { RequestInfo } from '@/server/kernel/request-info';

/** Of the hospital in the URL, which may be another one than the caller's own. */
export async function callScope(tx: Transaction, tenant: Tenant, request: RequestInfo): Promise<CallScope> {
  const { country, timezone } = await readHospital(tx, tenant.hospitalId);
  return { tenant, country, timezone, now: request.receivedAt };
}
