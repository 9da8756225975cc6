import { ShieldAlert } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { Permission } from '@/shared/permissions';
import { reachOf, shortList, summarise, summaryText } from './permission-text';

const SHOWN = 2;

/** What a key may see and change, in two short lines. In full for screen readers and on hover. */
export function AccessSummary({ permissions }: { permissions: readonly Permission[] }) {
  const all = summarise(permissions);
  const text = all.map(summaryText).join('; ');
  const { reads, changes } = reachOf(all);
  return (
    <div title={text} className="min-w-0 text-sm">
      <span className="sr-only">{text}</span>
      <div aria-hidden="true">
        {permissions.includes('admin') && (
          <Badge tone="danger">
            <ShieldAlert />
            Full access
          </Badge>
        )}
        <Line verb="Reads" names={permissions.includes('admin') ? [] : reads} />
        <Line verb="Changes" names={changes} />
      </div>
    </div>
  );
}

function Line({ verb, names }: { verb: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <span className="block truncate">
      <span className="text-muted-foreground">{verb}</span> {shortList(names, SHOWN)}
    </span>
  );
}
