import { ShieldAlert } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { Permission } from '@/shared/permissions';
import { summarise, summaryText } from './permission-text';

type PermissionChipsProps = { permissions: readonly Permission[]; max: number };

/** What a key may do, short: one chip per resource, with the first letter of each right. In full for screen readers and on hover. */
export function PermissionChips({ permissions, max }: PermissionChipsProps) {
  const all = summarise(permissions);
  const rest = all.slice(max);
  const text = all.map(summaryText).join('; ');
  return (
    <span className="inline-flex flex-wrap items-center gap-1" title={text}>
      <span className="sr-only">{text}</span>
      <span aria-hidden="true" className="contents">
        {all.slice(0, max).map(({ resource, title, labels }) =>
          resource === 'admin' ? (
            <Badge key={resource} tone="danger">
              <ShieldAlert />
              {title}
            </Badge>
          ) : (
            <Badge key={resource} className="rounded-sm px-1.5 font-normal text-foreground">
              {title}
              <span className="font-mono text-2xs text-muted-foreground">{labels.map((label) => label[0]).join('')}</span>
            </Badge>
          ),
        )}
        {rest.length > 0 && <Badge className="rounded-sm px-1.5">+{rest.length}</Badge>}
      </span>
    </span>
  );
}
