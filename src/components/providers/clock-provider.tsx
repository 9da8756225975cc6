'use client';

import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react';

type Clock = { serverNow: number; timeZone: string };

const ClockContext = createContext<Clock>({ serverNow: 0, timeZone: 'UTC' });

let current = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tick() {
  current = Date.now();
  for (const listener of listeners) listener();
}

/** One timer for the whole page, however many times are shown, and none while none is. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    timer = setInterval(tick, 1000);
    current = Date.now();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * The time as the server had it when it rendered, and the hospital's zone. The first render in the browser uses the same two,
 * so "4 min ago" is the same text on both sides; then it ticks.
 */
export function ClockProvider({ now, timeZone, children }: { now: number; timeZone: string; children: ReactNode }) {
  const clock = useMemo(() => ({ serverNow: now, timeZone }), [now, timeZone]);
  return <ClockContext value={clock}>{children}</ClockContext>;
}

/** The hospital's zone. */
export function useTimeZone(): string {
  return useContext(ClockContext).timeZone;
}

/**
 * A value that depends on the time, such as a text. The component renders again only when the value differs, so it has to be
 * a string, number or boolean.
 */
export function useTimed<Value extends string | number | boolean>(compute: (now: number, timeZone: string) => Value): Value {
  const { serverNow, timeZone } = useContext(ClockContext);
  return useSyncExternalStore(
    subscribe,
    () => compute(current === 0 ? serverNow || Date.now() : current, timeZone),
    () => compute(serverNow, timeZone),
  );
}
