import { initTRPC } from '@trpc/server';
import { AppError } from '@/server/kernel/app-error';
import type { KeyPrincipal, UserPrincipal } from '@/server/kernel/principal';
import { authorize } from './authorize';
import type { Context } from './context';
import { trpcErrorShape } from './error-shape';
import type { RouteMeta } from './meta';
import { v1Caller } from './v1/caller';

const t = initTRPC.context<Context>().meta<RouteMeta>().create({ errorFormatter: trpcErrorShape, isDev: false });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Over tRPC: an own context and audit row for each procedure of a batch. */
const observed = t.procedure.use(({ ctx, meta, path, next }) =>
  ctx.observe ? ctx.observe({ meta, path }, (own) => next({ ctx: own })) : next(),
);

/**
 * Where every procedure begins. Access is checked here as well as in the dispatcher, which must do it before it reads a body:
 * a procedure without `meta.access` refuses everybody.
 */
const guarded = observed.use(({ ctx, meta, next }) => {
  const refusal = authorize(meta, ctx.principal);
  if (refusal) throw refusal;
  return next();
});

/**
 * For callers with an API key; `ctx.principal` is one. In one step, since each step of tRPC costs some 5 µs and this is the way
 * of the hot reads; and without `observed`, since keys do not come over tRPC: whoever does is refused here.
 */
export const keyProcedure = t.procedure.use(({ ctx, meta, next }) => {
  const { principal } = ctx;
  const refusal = authorize(meta, principal);
  if (refusal) throw refusal;
  if (principal.kind !== 'api_key') throw new AppError('UNAUTHORIZED');
  const tenant = { hospitalId: principal.hospitalId, branchId: principal.branchId };
  return next({ ctx: { principal: principal as KeyPrincipal, tenant } });
});

/**
 * For v1: a key or a person. `ctx` has the tenant, and by the role table `reach`, `mask` and `mayRead` (v1/caller.ts); what a
 * procedure does within them it need not ask again. In one step and unobserved, as `keyProcedure`: v1 is not on tRPC.
 */
export const v1Procedure = t.procedure.use(({ ctx, meta, next }) => {
  const refusal = authorize(meta, ctx.principal);
  if (refusal) throw refusal;
  const caller = v1Caller(meta, ctx.principal);
  // What the medical record is hidden from sees contact data.
  if (caller.mask.hidden.length > 0 && meta?.audit.fieldGroup) ctx.audit.fieldGroup = 'contact';
  return next({ ctx: caller });
});

/** For people; `ctx.principal` is one. */
export const userProcedure = guarded.use(({ ctx, next }) => {
  const { principal } = ctx;
  if (principal.kind !== 'user') throw new AppError('UNAUTHORIZED');
  return next({ ctx: { principal: principal as UserPrincipal } });
});

/** For anybody, or for whoever the meta's access names, of either kind. */
export const openProcedure = guarded;
