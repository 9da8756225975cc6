'use client';

import { ChevronRight } from 'lucide-react';
import { Began, CallStatusBadge, DirectionIcon } from './call-badges';
import { CallLink } from './call-link';
import { Duration, SecondLine } from './call-table';
import { AGENT_TEXT } from './call-text';
import type { CallRow } from './types';

/** The calls as a list of cards, for a phone. */
export function CallCards({ rows }: { rows: readonly CallRow[] }) {
  return (
    <ul className="divide-y divide-border md:hidden">
      {rows.map((call) => (
        <li key={call.id} className="relative flex gap-3 py-3 pr-9 pl-4">
          <DirectionIcon direction={call.direction} className="h-6 text-muted-foreground" />
          <div className="min-w-0 flex-1">
            <div className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 truncate">
                <CallLink call={call} />
              </span>
              <span className="text-sm tabular-nums">
                <Duration seconds={call.duration} />
              </span>
            </div>
            <SecondLine call={call} />
            <p className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted-foreground">
              <CallStatusBadge call={call} />
              <span>
                {AGENT_TEXT[call.agent_type]} · <Began at={call.created_at} />
              </span>
            </p>
          </div>
          <ChevronRight className="absolute top-4 right-3 size-4 text-muted-foreground" aria-hidden="true" />
        </li>
      ))}
    </ul>
  );
}
