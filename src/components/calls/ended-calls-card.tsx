'use client';

import { ChevronLeft, ChevronRight, PhoneCall, SearchX } from 'lucide-react';
import { useRef } from 'react';
import { useTimeZone } from '@/components/providers/clock-provider';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import { cn } from '@/lib/cn';
import { CallCards } from './call-cards';
import { CallFilters } from './call-filters';
import { CallTable } from './call-table';
import { type CallView, isFiltered, NEWEST } from './call-view';
import type { EndedCalls, Loaded } from './types';

type EndedCallsCardProps = {
  calls: Loaded<EndedCalls>;
  /** What is shown is still what was asked for before. */
  stale: boolean;
  view: CallView;
  onView: (view: CallView) => void;
  onRetry: () => void;
};

/** The calls that are over, page by page. */
export function EndedCallsCard({ calls, stale, view, onView, onRetry }: EndedCallsCardProps) {
  const timeZone = useTimeZone();
  const card = useRef<HTMLElement>(null);
  const turn = (next: CallView) => {
    onView(next);
    // To the top of the new page; and the button that was pressed may be off now.
    card.current?.scrollIntoView({ block: 'start' });
    card.current?.focus({ preventScroll: true });
  };
  return (
    <Card
      ref={card}
      tabIndex={-1}
      aria-label="Finished calls"
      aria-busy={stale || calls.state === 'loading' || undefined}
      className="scroll-mt-20 focus:outline-none"
    >
      <CardHeader title="Finished calls" description={`Newest first. Days are those of ${timeZone}.`} />
      <CallFilters view={view} onView={onView} />
      {calls.state === 'loading' && <Loading />}
      {calls.state === 'failed' && (
        <ErrorState
          title="The calls could not be loaded"
          message={calls.failure.message}
          onRetry={onRetry}
          busy={calls.retrying}
          {...(calls.failure.requestId !== undefined && { requestId: calls.failure.requestId })}
        />
      )}
      {calls.state === 'ready' && calls.value.rows.length === 0 && <Nothing view={view} onView={onView} />}
      {calls.state === 'ready' && calls.value.rows.length > 0 && (
        <div className={cn('transition-opacity', stale && 'opacity-60')}>
          <CallTable rows={calls.value.rows} />
          <CallCards rows={calls.value.rows} />
          <Pager calls={calls.value} view={view} onView={turn} />
        </div>
      )}
    </Card>
  );
}

function Pager({
  calls: { older, newer },
  view,
  onView,
}: { calls: EndedCalls } & Pick<EndedCallsCardProps, 'view' | 'onView'>) {
  if (older === null && newer === null) return null;
  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-4 border-t border-border px-4 py-2.5">
      <Button variant="secondary" size="sm" disabled={newer === null} onClick={() => onView({ ...view, newer, older: null })}>
        <ChevronLeft aria-hidden="true" />
        Newer
      </Button>
      <Button variant="secondary" size="sm" disabled={older === null} onClick={() => onView({ ...view, older, newer: null })}>
        Older
        <ChevronRight aria-hidden="true" />
      </Button>
    </nav>
  );
}

function Nothing({ view, onView }: Pick<EndedCallsCardProps, 'view' | 'onView'>) {
  if (!isFiltered(view)) {
    return (
      <EmptyState
        icon={<PhoneCall aria-hidden="true" />}
        title="No calls yet"
        message="Calls of the hospital’s voice agents are listed here when they are over, each with its transcript."
      />
    );
  }
  return (
    <EmptyState
      icon={<SearchX aria-hidden="true" />}
      title="No call matches"
      message="Choose another agent or other days to see more calls."
    >
      <Button variant="secondary" onClick={() => onView(NEWEST)}>
        Show all calls
      </Button>
    </EmptyState>
  );
}

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f'];

/** In the measures of the real rows, so that nothing jumps. */
function Loading() {
  return (
    <div className="divide-y divide-border">
      {ROWS.map((row) => (
        <div key={row} className="flex h-[3.8125rem] items-center gap-4 px-4">
          <Skeleton className="size-4" />
          <div className="w-56 space-y-2">
            <Skeleton className="h-3.5 w-36 max-w-full" />
            <Skeleton className="h-3 w-28 max-w-full" />
          </div>
          <Skeleton className="hidden h-3.5 w-24 md:block" />
          <Skeleton className="ml-auto h-5 w-20 rounded-full" />
        </div>
      ))}
    </div>
  );
}
