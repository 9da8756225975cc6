import type { Tenant } from '@/server/db/tenant';
import { type RecordScope, WHOLE_TENANT } from '@/server/domain/access/record-scope';
import { AppError } from '@/server/kernel/app-error';
import type { KeyPrincipal, Principal, UserPrincipal } from '@/server/kernel/principal';
import type { RouteMeta } from '@/server/procedures/meta';
import { isPermission } from '@/shared/permissions';
import { type FieldMask, maskOf, NO_MASK, type RoleAction, type RoleResource, reachOf, resourceOf } from '@/shared/role-table';

/** What a v1 procedure knows of its caller, key or person, beside the request. */
export type V1Caller = {
  principal: KeyPrincipal | UserPrincipal;
  /** The caller's hospital, and the branch to which a key is locked. A super_admin is in the own one here. */
  tenant: Tenant;
  /** Whose records the caller reaches with this operation: to be handed to every list, read and write of the domain. */
  reach: RecordScope;
  /** What the caller sees and may change of such a record. */
  mask: FieldMask;
  /** May the caller be told the id of a row that a duplicate found (contract section 1, rule 5)? */
  mayRead: boolean;
};

/**
 * The caller of an operation that `authorize` has let through: for a key its permissions have decided, for a person the role
 * table does.
 * @throws AppError UNAUTHORIZED for nobody; FORBIDDEN for a patient or doctor whose login belongs to no record.
 */
export function v1Caller(meta: RouteMeta | undefined, principal: Principal): V1Caller {
  if (principal.kind === 'anonymous') throw new AppError('UNAUTHORIZED');
  const action = meta?.access.people;
  const tenant = { hospitalId: principal.hospitalId, branchId: principal.kind === 'api_key' ? principal.branchId : null };
  if (principal.kind === 'api_key') {
    const mayRead = action !== undefined && mayKeyRead(principal, resourceOf(action));
    return { principal, tenant, reach: WHOLE_TENANT, mask: NO_MASK, mayRead };
  }
  if (action === undefined) return { principal, tenant, reach: WHOLE_TENANT, mask: NO_MASK, mayRead: false };
  const resource = resourceOf(action);
  const mayRead = reachOf(principal.role, `${resource}.read` as RoleAction) === 'hospital';
  return { principal, tenant, reach: reachOfPerson(principal, action), mask: maskOf(principal.role, resource), mayRead };
}

function mayKeyRead({ permissions }: KeyPrincipal, resource: RoleResource): boolean {
  // A schedule is part of its doctor (contract section 7).
  const permission = `${resource === 'schedules' ? 'doctors' : resource}:read`;
  return isPermission(permission) && permissions.has(permission);
}

function reachOfPerson({ role, patientId, doctorId }: UserPrincipal, action: RoleAction): RecordScope {
  const reach = reachOf(role, action);
  if (reach === 'hospital') return WHOLE_TENANT;
  if (role === 'patient' && patientId !== null) return { patientId, doctorId: null };
  if (role === 'doctor' && doctorId !== null) return { patientId: null, doctorId };
  throw new AppError('FORBIDDEN', { auditCause: 'role_without_record' });
}
