import { z } from 'zod';
import { userProcedure } from '@/server/procedures/trpc';

/** Everybody but patients (contract section 3). */
export const DASHBOARD_ROLES = ['super_admin', 'admin', 'receptionist', 'doctor'] as const;

/** Who is signed in, for the shell: never more than the person knows of itself. */
export const viewer = userProcedure
  .meta({
    surface: 'dashboard',
    access: { roles: DASHBOARD_ROLES, beforePasswordChange: true },
    rateClass: 'standard',
    audit: { action: 'session.read' },
  })
  .input(z.strictObject({}))
  .query(({ ctx }) => {
    const { name, email, role, hospital, mustChangePassword } = ctx.principal;
    return {
      name,
      email,
      role,
      mustChangePassword,
      hospital: { id: hospital.id, name: hospital.name, timezone: hospital.timezone },
    };
  });
