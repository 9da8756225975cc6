'use client';

import { useTimed } from '@/components/providers/clock-provider';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { PageHeader } from '@/components/ui/page-header';
import type { StreamState } from '@/lib/use-live-stream';
import { CallStatusBadge, DirectionIcon, Elapsed } from './call-badges';
import { CallFacts } from './call-facts';
import { AGENT_TEXT, callTitle, clockText, isLive } from './call-text';
import { StreamBadge } from './stream-badge';
import { Transcript } from './transcript';
import type { CallRow, CallWithLines } from './types';

/** One call: what is said in it, growing while it is live, and what is known of it. */
export function CallScreen({ value: { call, lines }, stream }: { value: CallWithLines; stream: StreamState }) {
  const live = useTimed((now) => isLive(call, now));
  return (
    <div className="space-y-4">
      <PageHeader
        breadcrumbs={<Breadcrumbs trail={[{ label: 'Calls', href: '/dashboard/calls' }]} current={callTitle(call)} />}
        title={callTitle(call)}
        badges={
          <span role="status" className="flex flex-wrap gap-1.5">
            <CallStatusBadge call={call} />
          </span>
        }
        description={
          <span className="flex flex-wrap items-center gap-x-2 text-sm">
            <DirectionIcon direction={call.direction} />
            {AGENT_TEXT[call.agent_type]}
            {call.branch_name !== null && ` · ${call.branch_name}`}
          </span>
        }
      >
        {/* Of a call that is over there is nothing to be behind with. */}
        {live && stream !== 'live' && <StreamBadge stream={stream} />}
        <Clock call={call} live={live} />
      </PageHeader>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_21rem]">
        <Transcript call={call} lines={lines} live={live} />
        <CallFacts call={call} />
      </div>
    </div>
  );
}

/** How long it lasted, or has lasted so far. */
function Clock({ call, live }: { call: CallRow; live: boolean }) {
  if (!live && !call.duration) return null;
  return (
    <p className="flex items-baseline gap-2">
      <span className="text-sm text-muted-foreground">{live ? 'Elapsed' : 'Duration'}</span>
      <span className="text-2xl font-semibold tracking-tight tabular-nums">
        {live ? <Elapsed since={call.created_at} /> : clockText(call.duration ?? 0)}
      </span>
    </p>
  );
}
