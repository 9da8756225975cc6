import { z } from 'zod';
import { userProcedure } from '@/server/procedures/trpc';

/** Who is signed in, for the shell: never more than the person knows of itself. */
export const viewer = userProcedure
  .meta({
    surface: 'dashboard',
    access: { roles: ['super_admin', 'admin', 'receptionist', 'doctor'] },
    rateClass: 'standard',
    audit: { action: 'session.read' },
  })
  .input(z.strictObject({}))
  .query(({ ctx }) => {
    const { name, email, role, hospital } = ctx.principal;
    return { name, email, role, hospital: { id: hospital.id, name: hospital.name, timezone: hospital.timezone } };
  });
