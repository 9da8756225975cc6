import type { Permission } from '@/shared/permissions';
import type { NewEvent } from './outbox';

/** What must be held to hear of a resource: the permission to read it (contract section 6, Socket). */
const READ = {
  call: 'calls:read',
  appointment: 'appointments:read',
  patient: 'patients:read',
} as const satisfies Record<NewEvent['resource'], Permission>;

/**
 * May a key hear of this event? Only of what it could GET: with the permission to read the resource, and behind a branch lock
 * only of its branch and of what has none, patients excepted (contract section 1, rule 5).
 */
export function mayReceive(
  event: Pick<NewEvent, 'resource' | 'branchId'>,
  key: { permissions: ReadonlySet<Permission>; branchId: string | null },
): boolean {
  if (!key.permissions.has(READ[event.resource])) return false;
  if (key.branchId === null || event.branchId === key.branchId) return true;
  return event.branchId === null && event.resource !== 'patient';
}
