import type { Tenant } from '@/server/db/tenant';
import { readHospital } from '@/server/domain/hospitals/read-hospital';
import { notFound } from '@/server/kernel/app-error';
import type { UserPrincipal } from '@/server/kernel/principal';
import { parseId } from '@/server/kernel/typeid';
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

/**
 * For administrators; every input that has a `hospitalId` names its hospital. One that does not exist is refused before anything
 * else: a super_admin's row in the log of a hospital that nobody can open would be lost.
 */
export const administratorProcedure = userProcedure.use(async ({ ctx, getRawInput, next }) => {
  if (ctx.principal.role === 'super_admin') {
    const input = (await getRawInput()) as { hospitalId?: unknown } | undefined;
    const hospitalId = parseId('hospital', String(input?.hospitalId ?? ctx.principal.hospitalId));
    // What is no id is the schema's to refuse.
    if (hospitalId !== null && hospitalId !== ctx.principal.hospitalId) {
      await ctx.services.db.run({ hospitalId, branchId: null }, (db) => readHospital(db, hospitalId));
    }
  }
  return next();
});

/** Who may use the hospital surface. */
export const ADMINISTRATORS = ['super_admin', 'admin'] as const;
