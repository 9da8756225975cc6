import type { Tenant } from '@/server/db/tenant';
import { notFound } from '@/server/kernel/app-error';
import type { UserPrincipal } from '@/server/kernel/principal';
import type { AuditNote } from '@/server/procedures/context';
import { userProcedure } from '@/server/procedures/trpc';

/**
 * Which hospital's data a person works on: the one in the URL, if it is the person's own or the person is a super_admin.
 * Somebody else's hospital is answered like one that does not exist (contract section 1, rule 4).
 */
export function hospitalScope(ctx: { principal: UserPrincipal; audit: AuditNote }, hospitalId: string): Tenant {
  const { role, hospitalId: own } = ctx.principal;
  if (role !== 'super_admin' && own !== hospitalId) throw notFound('Hospital');
  // A super_admin's access shows in the log of the hospital that it was to (contract section 3).
  ctx.audit.hospitalId = hospitalId;
  return { hospitalId, branchId: null };
}

/** For administrators; every input names its hospital. */
export const administratorProcedure = userProcedure;

/** Who may use the hospital surface. */
export const ADMINISTRATORS = ['super_admin', 'admin'] as const;
