import type { Transaction } from './prisma-client';
import { type Tenant, tenantSettings } from './tenant';

/**
 * Runs a part of a transaction as another tenant and then goes back. Only for a person who acts on two hospitals in one
 * change, such as a super_admin who makes one. The setting is local to the transaction: it ends with it, however it ends, so
 * the pool's memory of the connection stays right.
 */
export async function asTenant<T>(tx: Transaction, tenant: Tenant, own: Tenant, work: () => Promise<T>): Promise<T> {
  await setLocally(tx, tenant);
  const result = await work();
  await setLocally(tx, own);
  return result;
}

async function setLocally(tx: Transaction, tenant: Tenant): Promise<void> {
  const [hospital, branch] = tenantSettings(tenant);
  await tx.$queryRaw`SELECT set_config('app.hospital_id', ${hospital}, true), set_config('app.branch_id', ${branch}, true)`;
}
