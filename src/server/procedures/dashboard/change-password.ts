import { z } from 'zod';
import { changePassword } from '@/server/domain/auth/change-password';
import { userProcedure } from '@/server/procedures/trpc';
import { DASHBOARD_ROLES } from './viewer';

/** The person's own password; ends every session of theirs, this one too. */
export const changePasswordProcedure = userProcedure
  .meta({
    surface: 'dashboard',
    access: { roles: DASHBOARD_ROLES, beforePasswordChange: true },
    rateClass: 'login',
    audit: { action: 'user.change_password' },
  })
  .input(z.strictObject({ currentPassword: z.string().min(1).max(256), newPassword: z.string().min(1).max(256) }))
  .mutation(async ({ ctx, input }) => {
    const { hospitalId, userId } = ctx.principal;
    ctx.audit.targetType = 'user';
    ctx.audit.targetId = userId;
    const person = { hospitalId, userId, address: ctx.request.address, ...input };
    await changePassword(ctx.services, person, ctx.request.receivedAt, ctx.commit);
    return { changed: true };
  });
