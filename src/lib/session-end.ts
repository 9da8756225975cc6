import { useEffect, useSyncExternalStore } from 'react';

/**
 * What a tab knows of its session's end, and of what would be lost by leaving now. Tabs tell each other: a person who signs out in
 * one is out in all, and one who signs in again is back in all.
 */
type News = 'ended' | 'begun';

let ended = false;
const listeners = new Set<() => void>();
const unsaved = new Set<symbol>();
let channel: BroadcastChannel | undefined;

function set(next: boolean): void {
  if (ended === next) return;
  ended = next;
  for (const listener of listeners) listener();
}

function open(): BroadcastChannel {
  channel ??= new BroadcastChannel('trilock-session');
  return channel;
}

/** The server has refused this tab's session. */
export function reportSessionEnd(): void {
  set(true);
}

/** The person has signed in again, and is the same. */
export function reportSessionBack(): void {
  set(false);
}

/** Tells this person's other tabs. */
export function tellTabs(news: News): void {
  open().postMessage(news);
}

/** Has the session ended? */
export function useSessionEnded(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => ended,
    () => false,
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Hears of the other tabs. Their word is not trusted further than a question to the server. */
export function useOtherTabs(onNews: (news: News) => void): void {
  useEffect(() => {
    const hear = (event: MessageEvent<News>) => onNews(event.data);
    const tabs = open();
    tabs.addEventListener('message', hear);
    return () => tabs.removeEventListener('message', hear);
  }, [onNews]);
}

/** While true, a session's end does not lead away from the page: something typed, or shown only once, would be lost. */
export function useUnsaved(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const id = Symbol('unsaved');
    unsaved.add(id);
    return () => void unsaved.delete(id);
  }, [isUnsaved]);
}

export function hasUnsaved(): boolean {
  return unsaved.size > 0;
}
