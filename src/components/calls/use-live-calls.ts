'use client';

import { useCallback, useEffect, useRef } from 'react';
import { coalesce } from '@/lib/coalesce';
import { type StreamState, useLiveStream } from '@/lib/use-live-stream';

/** `all`: whatever may have changed, since the stream has just begun. `course`: not only the transcript grew. */
type CallNews = { all: true } | { changed: readonly { id: string; course: boolean }[] };

/** Between two looks at the server. Fifty calls at once stay far within a person's rate limit, and in the audit log. */
const LEAST_MS = 1_000;

const UNTOLD_MS = 10_000;

/** How often to look by itself: while nobody tells what changes, and after a look that failed. For `refetchInterval`. */
export function untold(stream: StreamState) {
  return ({ state }: { state: { status: string } }) =>
    stream === 'reconnecting' || state.status === 'error' ? UNTOLD_MS : false;
}

/**
 * Refreshes when something happens in the hospital's calls: at once, then at most each second; and when the stream has begun
 * again, so that nothing is missed. A page that nobody sees is refreshed when it is looked at.
 * @param refresh of the same identity between renders, as `concerns`.
 * @param concerns is this change to be shown?
 */
export function useLiveCalls(
  refresh: () => Promise<unknown>,
  concerns: (change: { id: string; course: boolean }) => boolean,
): StreamState {
  const missed = useRef(false);
  const ask = useRef(() => {});

  useEffect(() => {
    const looks = coalesce(refresh, LEAST_MS);
    const look = () => {
      missed.current = document.hidden;
      if (!document.hidden) looks.ask();
    };
    const show = () => missed.current && look();
    ask.current = look;
    document.addEventListener('visibilitychange', show);
    return () => {
      document.removeEventListener('visibilitychange', show);
      looks.stop();
    };
  }, [refresh]);

  const hear = useCallback((news: CallNews) => ('all' in news || news.changed.some(concerns)) && ask.current(), [concerns]);
  return useLiveStream('/api/dashboard/live-calls', hear);
}
