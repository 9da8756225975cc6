'use client';

import { LoaderCircle } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { StreamState } from '@/lib/use-live-stream';
import { LiveDot } from './call-badges';

/** Is what is shown up to date by itself? */
export function StreamBadge({ stream }: { stream: StreamState }) {
  return (
    <span role="status" className="flex h-[1.375rem]">
      {stream === 'live' ? (
        <Badge tone="success">
          <LiveDot />
          Up to date
        </Badge>
      ) : (
        <Badge tone={stream === 'reconnecting' ? 'warning' : 'neutral'}>
          <LoaderCircle className="animate-spin motion-reduce:animate-none" aria-hidden="true" />
          {stream === 'reconnecting' ? 'Reconnecting' : 'Connecting'}
        </Badge>
      )}
    </span>
  );
}
