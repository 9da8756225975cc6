'use client';

import { ChevronRight } from 'lucide-react';
import { RelativeTime } from '@/components/ui/relative-time';
import { numberText } from '@/lib/time-text';
import { AccessSummary } from './access-summary';
import { EnvironmentBadge, KeyStatusBadge, KindBadge } from './key-badges';
import { KeyLink } from './key-link';
import type { KeyRow } from './types';

/** The keys as a list of cards, for a phone. */
export function KeyCards({ rows }: { rows: readonly KeyRow[] }) {
  return (
    <ul className="divide-y divide-border md:hidden">
      {rows.map((row) => (
        <li key={row.id} className="relative space-y-2 py-3 pr-9 pl-4">
          <div className="min-w-0">
            <div className="truncate">
              <KeyLink row={row} />
            </div>
            <code className="block truncate font-mono text-xs text-muted-foreground">{row.key}</code>
          </div>
          <div className="flex flex-wrap gap-1.5">
            <KeyStatusBadge status={row.status} />
            <KindBadge kind={row.kind} />
            <EnvironmentBadge environment={row.environment} />
          </div>
          <AccessSummary permissions={row.permissions} />
          <p className="text-sm text-muted-foreground">
            {row.last_used_at === null ? (
              'Never used'
            ) : (
              <>
                Used <RelativeTime at={row.last_used_at} />
              </>
            )}
            {' · '}
            {numberText(row.requests_today)} today
          </p>
          <ChevronRight className="absolute top-4 right-3 size-4 text-muted-foreground" aria-hidden="true" />
        </li>
      ))}
    </ul>
  );
}
