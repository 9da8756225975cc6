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

/** Names of what may be seen, and of what may be added or changed: what somebody wants to know of a key at a glance. */
export type Reach = { reads: readonly string[]; changes: readonly string[] };

const CHANGING: ReadonlySet<string> = new Set(['Create', 'Write']);

export function reachOf(summaries: readonly PermissionSummary[]): Reach {
  const names = (wanted: (label: string) => boolean) =>
    summaries.filter(({ labels }) => labels.some(wanted)).map(({ title }) => title.toLowerCase());
  return { reads: names((label) => !CHANGING.has(label)), changes: names((label) => CHANGING.has(label)) };
}

/** "patients, doctors +3". */
export function shortList(names: readonly string[], max: number): string {
  const rest = names.length - max;
  return names.slice(0, max).join(', ') + (rest > 0 ? ` +${rest}` : '');
}
