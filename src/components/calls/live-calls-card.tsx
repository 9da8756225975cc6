'use client';

import { PhoneOff } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { Card, CardHeader } from '@/components/ui/card';
import { ErrorState } from '@/components/ui/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import { numberText } from '@/lib/time-text';
import { DirectionIcon, Elapsed, LiveDot } from './call-badges';
import { CallLink } from './call-link';
import { SecondLine } from './call-table';
import { AGENT_TEXT } from './call-text';
import type { CallRow, LiveCalls, Loaded } from './types';

type LiveCallsCardProps = { calls: Loaded<LiveCalls>; onRetry: () => void };

/** Who is on the phone at this moment, newest first. */
export function LiveCallsCard({ calls, onRetry }: LiveCallsCardProps) {
  return (
    <Card aria-label="Live calls" aria-busy={calls.state === 'loading' || undefined}>
      <CardHeader title="On the phone now">
        {calls.state === 'ready' && calls.value.total > 0 && (
          <Badge tone="success">
            <LiveDot />
            {numberText(calls.value.total)} live
          </Badge>
        )}
      </CardHeader>
      {calls.state === 'loading' && <Loading />}
      {calls.state === 'failed' && (
        <ErrorState
          title="The live calls could not be loaded"
          message={calls.failure.message}
          onRetry={onRetry}
          busy={calls.retrying}
          {...(calls.failure.requestId !== undefined && { requestId: calls.failure.requestId })}
        />
      )}
      {calls.state === 'ready' && (calls.value.total === 0 ? <Quiet /> : <Tiles {...calls.value} />)}
    </Card>
  );
}

function Tiles({ rows, total }: LiveCalls) {
  return (
    <>
      <ul className="grid grid-cols-1 gap-2.5 p-3 sm:grid-cols-2 xl:grid-cols-3">
        {rows.map((call) => (
          <Tile key={call.id} call={call} />
        ))}
      </ul>
      {total > rows.length && (
        <p className="border-t border-border px-4 py-2.5 text-sm text-muted-foreground">
          The newest {numberText(rows.length)} of {numberText(total)} are shown.
        </p>
      )}
    </>
  );
}

function Tile({ call }: { call: CallRow }) {
  return (
    <li className="relative flex animate-fade-in items-start gap-3 rounded-md border border-border p-3 transition-colors hover:border-success/60 hover:bg-muted/50">
      <DirectionIcon direction={call.direction} className="size-9 rounded-full bg-success-soft text-success-strong" />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline justify-between gap-3">
          <span className="min-w-0 truncate">
            <CallLink call={call} />
          </span>
          <Elapsed since={call.created_at} className="text-sm font-medium text-success-strong" />
        </div>
        <p className="truncate text-sm text-muted-foreground">
          {AGENT_TEXT[call.agent_type]}
          {call.branch_name !== null && ` · ${call.branch_name}`}
        </p>
        <SecondLine call={call} />
      </div>
    </li>
  );
}

/** Nobody calls: the usual state at night, so it takes little room. */
function Quiet() {
  return (
    <div className="flex items-center gap-3 px-4 py-5">
      <span className="grid size-9 shrink-0 place-items-center rounded-full bg-muted text-muted-foreground">
        <PhoneOff className="size-4" aria-hidden="true" />
      </span>
      <p className="text-sm text-muted-foreground">
        Nobody is on the phone. <span className="text-foreground">A call appears here the moment it begins.</span>
      </p>
    </div>
  );
}

function Loading() {
  return (
    <div className="grid grid-cols-1 gap-2.5 p-3 sm:grid-cols-2 xl:grid-cols-3">
      {['a', 'b', 'c'].map((tile) => (
        <div key={tile} className="flex items-start gap-3 rounded-md border border-border p-3">
          <Skeleton className="size-9 rounded-full" />
          <div className="flex-1 space-y-2 py-1">
            <Skeleton className="h-3.5 w-2/3" />
            <Skeleton className="h-3 w-1/2" />
          </div>
        </div>
      ))}
    </div>
  );
}
