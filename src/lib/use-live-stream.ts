'use client';

import { useEffect, useState } from 'react';
import { useTRPCClient } from '@/lib/trpc/client';

const AGAIN_MS = 5_000;

/** `reconnecting`: what is shown may be behind. */
export type StreamState = 'connecting' | 'live' | 'reconnecting';

/**
 * Follows a stream of server-sent events for as long as the component is there, through lost connections too. What is told while
 * the connection is lost is not repeated.
 * @param hear of the same identity between renders, else the stream is begun anew.
 */
export function useLiveStream<News>(path: string, hear: (news: News) => void): StreamState {
  const client = useTRPCClient();
  const [state, setState] = useState<StreamState>('connecting');
  useEffect(() => {
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = () => {
      source = new EventSource(path);
      source.onopen = () => setState('live');
      source.onmessage = (message: MessageEvent<string>) => hear(JSON.parse(message.data) as News);
      source.onerror = () => {
        setState('reconnecting');
        // A lost connection the browser tries again by itself; a refusal it does not.
        if (source.readyState !== EventSource.CLOSED) return;
        // An ended session is noticed in this answer; anything else passes.
        client.dashboard.viewer.query({}).catch(() => undefined);
        timer = setTimeout(follow, AGAIN_MS);
      };
    };
    follow();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [path, hear, client]);
  return state;
}
