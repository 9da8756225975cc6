import { AppError } from '@/server/kernel/app-error';
import { toTypeId } from '@/server/kernel/typeid';
import { documented } from '@/server/procedures/documented';
import { openProcedure } from '@/server/procedures/trpc';
import { ROLES } from '@/shared/roles';
import { verifyInput, verifyOutput } from './verify.schema';

export const verifyProcedure = openProcedure
  .meta({
    surface: 'v1',
    access: { permission: 'any', roles: ROLES },
    rateClass: 'standard',
    audit: { action: 'auth.verify' },
    openapi: {
      method: 'GET',
      path: '/auth/verify',
      operationId: 'verify',
      tags: ['Authentication'],
      summary: 'Whose credential is this?',
      description: 'The hospital behind the API key or access token, and its permissions or role.',
    },
  })
  .input(verifyInput)
  .output(documented(verifyOutput))
  .query(({ ctx }) => {
    const { principal, services } = ctx;
    if (principal.kind === 'anonymous') throw new AppError('UNAUTHORIZED');
    const organization = {
      organizationId: toTypeId('hospital', principal.hospitalId),
      organizationName: principal.hospital.name,
    };
    if (principal.kind === 'api_key') {
      return { ...organization, environment: principal.environment, permissions: [...principal.grantedPermissions] };
    }
    const environment = services.config.appEnv === 'production' ? ('live' as const) : ('test' as const);
    return { ...organization, environment, role: principal.role };
  });
