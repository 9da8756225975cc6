'use client';

import { LoaderCircle } from 'lucide-react';
import Link, { useLinkStatus } from 'next/link';
import { cn } from '@/lib/cn';
import { keyTitle } from './key-status';
import type { KeyRow } from './types';

/**
 * The key's name, leading to its page. Its press area is the whole row: the nearest `relative` parent. Nothing is fetched before
 * it is pressed: the audit log would show a look at every key of the list.
 */
export function KeyLink({ row }: { row: KeyRow }) {
  return (
    <Link
      href={`/dashboard/api-keys/${row.id}`}
      prefetch={false}
      className={cn(
        'inline-block max-w-full truncate align-top leading-6 font-medium after:absolute after:inset-0 after:rounded-sm hover:text-primary-strong focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring',
        row.status === 'revoked' && 'text-muted-foreground',
      )}
    >
      {keyTitle(row)}
      <Pending />
    </Link>
  );
}

/** Turns while the page is on its way; not at all if it is there in a moment. */
function Pending() {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span className="ml-2 inline-block animate-fade-in align-[-2px] opacity-100 [animation-delay:250ms] [animation-fill-mode:both]">
      <LoaderCircle className="size-3.5 animate-spin text-muted-foreground" aria-label="Opening" />
    </span>
  );
}
