'use client';

import { Inbox } from 'lucide-react';
import { Fragment } from 'react';
import { Badge, type Tone } from '@/components/ui/badge';
import { Card, CardHeader } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { Table, Td, Th } from '@/components/ui/table';
import type { ActionFailure } from '@/lib/action-result';
import { durationText } from '@/lib/time-text';
import { causeText, routeText } from './cause-text';
import type { KeyRequest } from './types';

export type RecentRequestsProps = {
  requests:
    | { state: 'ready'; rows: readonly KeyRequest[] }
    | { state: 'loading' }
    | { state: 'failed'; failure: ActionFailure };
  onRetry: () => void;
};

/** The newest attempts with the key, refused ones with their real cause. */
export function RecentRequests({ requests, onRetry }: RecentRequestsProps) {
  return (
    <Card>
      <CardHeader title="Recent requests" description="Newest first. The cause of a refusal is shown only here." />
      {requests.state === 'loading' && <Loading />}
      {requests.state === 'failed' && (
        <ErrorState
          title="The requests could not be loaded"
          message={requests.failure.message}
          onRetry={onRetry}
          {...(requests.failure.requestId === undefined ? {} : { requestId: requests.failure.requestId })}
        />
      )}
      {requests.state === 'ready' && requests.rows.length === 0 && (
        <EmptyState
          icon={<Inbox aria-hidden="true" />}
          title="No requests yet"
          message="As soon as the key is used, each attempt is listed here with its answer."
        />
      )}
      {requests.state === 'ready' && requests.rows.length > 0 && <RequestTable rows={requests.rows} />}
    </Card>
  );
}

function toneOf(status: number): Tone {
  if (status < 400) return 'success';
  return status < 500 ? 'warning' : 'danger';
}

function RequestTable({ rows }: { rows: readonly KeyRequest[] }) {
  return (
    // Narrow screens drop what is least telling, and put cause and id under the route.
    <Table caption="Recent requests">
      <thead>
        <tr>
          <Th>Request</Th>
          <Th>Status</Th>
          <Th className="hidden text-right sm:table-cell">Duration</Th>
          <Th>Time</Th>
          <Th className="hidden sm:table-cell">Request id</Th>
        </tr>
      </thead>
      <tbody className="divide-y divide-border">
        {rows.map((row) => (
          <tr key={`${row.request_id} ${row.at}`}>
            <Td className="w-full">
              <span className="block font-mono text-xs break-words">
                <span className="text-muted-foreground">{row.method}</span> <RouteText route={routeText(row.route)} />
              </span>
              {row.cause !== null && (
                <span className="mt-0.5 block text-sm text-danger-strong" title={row.cause}>
                  {causeText(row.cause)}
                </span>
              )}
            </Td>
            <Td>
              <Badge tone={toneOf(row.status)} className="font-mono">
                {row.status}
              </Badge>
            </Td>
            <Td className="hidden text-right whitespace-nowrap tabular-nums sm:table-cell">{durationText(row.duration_ms)}</Td>
            <Td>
              <RelativeTime at={row.at} />
            </Td>
            <Td className="hidden sm:table-cell">
              <span className="flex items-center gap-1">
                <code className="font-mono text-xs whitespace-nowrap text-muted-foreground" title={row.request_id}>
                  …{row.request_id.slice(-6)}
                </code>
                <CopyButton text={row.request_id} label="Copy request id" />
              </span>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The route, which may break after a slash only. */
function RouteText({ route }: { route: string }) {
  return route.split('/').map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no other identity, and never move.
    <Fragment key={index}>
      {index > 0 && '/'}
      <wbr />
      {part}
    </Fragment>
  ));
}

const ROWS = ['a', 'b', 'c', 'd', 'e'];

function Loading() {
  return (
    <div aria-busy="true" className="divide-y divide-border">
      {ROWS.map((row) => (
        <div key={row} className="flex items-center gap-6 px-4 py-3">
          <Skeleton className="h-3.5 flex-1" />
          <Skeleton className="h-5 w-12 rounded-full" />
          <Skeleton className="h-3.5 w-16" />
        </div>
      ))}
    </div>
  );
}
