import { AppError } from '@/server/kernel/app-error';
import type { Principal } from '@/server/kernel/principal';
import { reachOf } from '@/shared/role-table';
import type { RouteMeta } from './meta';

/**
 * May this caller use this endpoint at all? Deny by default: an endpoint that names no access lets nobody in.
 * @returns the refusal (contract sections 1 rule 2, and 3), or null.
 */
export function authorize(meta: RouteMeta | undefined, principal: Principal): AppError | null {
  const access = meta?.access;
  if (!access) return new AppError('FORBIDDEN', { auditCause: 'endpoint_without_access' });
  if (access.public) return null;
  if (principal.kind === 'anonymous') return new AppError('UNAUTHORIZED');
  if (principal.kind === 'user') {
    if (principal.mustChangePassword && !access.beforePasswordChange) {
      return new AppError('FORBIDDEN', { message: 'Change your password first.', auditCause: 'password_change_due' });
    }
    if (access.roles?.includes(principal.role)) return null;
    if (access.people && reachOf(principal.role, access.people) !== 'none') return null;
    return new AppError('FORBIDDEN', { auditCause: `role_${principal.role}` });
  }
  if (access.permission === 'any') return null;
  if (access.permission === undefined) return new AppError('FORBIDDEN', { auditCause: 'not_for_api_keys' });
  if (principal.permissions.has(access.permission)) return null;
  return new AppError('INSUFFICIENT_PERMISSIONS', {
    message: `This API key lacks the permission ${access.permission}.`,
    auditCause: `permission_${access.permission}`,
  });
}
