'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { type CallView, readView, viewAddress } from './call-view';

type Change = (view: CallView, how?: 'push' | 'replace') => void;

/**
 * The view that the address asks for, and how to change it: a new address without a new page, so that back, reload and a copied
 * link show the same calls.
 */
export function useCallView(): [CallView, Change] {
  const parameters = useSearchParams();
  const view = useMemo(() => readView(parameters), [parameters]);
  const change = useCallback<Change>((next, how = 'push') => {
    const address = window.location.pathname + viewAddress(next);
    if (how === 'push') window.history.pushState(null, '', address);
    else window.history.replaceState(null, '', address);
  }, []);
  return [view, change];
}
