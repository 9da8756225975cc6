import { PERMISSION_GROUPS } from '@/shared/permission-groups';
import type { Permission } from '@/shared/permissions';

export type PermissionSummary = { resource: string; title: string; labels: readonly string[] };

/** Granted permissions by resource, in the order of the form. `admin` stands alone: it says more than any list. */
export function summarise(permissions: readonly Permission[]): readonly PermissionSummary[] {
  if (permissions.includes('admin')) return [{ resource: 'admin', title: 'Full access', labels: [] }];
  return PERMISSION_GROUPS.flatMap(({ resource, title, permissions: group }) => {
    const labels = group.filter((each) => permissions.includes(each.permission)).map((each) => each.label);
    return labels.length === 0 ? [] : [{ resource, title, labels }];
  });
}

/** "Patients: read, write". */
export function summaryText({ title, labels }: PermissionSummary): string {
  return labels.length === 0 ? title : `${title}: ${labels.join(', ').toLowerCase()}`;
}
