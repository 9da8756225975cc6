'use client';

import dynamic from 'next/dynamic';
import { useSyncExternalStore } from 'react';
import { currentToasts, subscribeToasts } from './toast-store';

const ToastList = dynamic(() => import('./toast-list').then((module) => module.ToastList), { ssr: false });

/** Shows what `showToast` was given. Most visits see none: the code that shows them comes with the first. */
export function Toaster() {
  const any = useSyncExternalStore(subscribeToasts, hasToasts, hasNone);
  return any ? <ToastList /> : null;
}

let shownOnce = false;

/** Stays true: taking the list away under its last toast would cut the announcement short. */
function hasToasts(): boolean {
  shownOnce ||= currentToasts().length > 0;
  return shownOnce;
}

function hasNone(): boolean {
  return false;
}
