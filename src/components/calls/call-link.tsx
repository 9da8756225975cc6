'use client';

import Link from 'next/link';
import { cn } from '@/lib/cn';
import { callTitle } from './call-text';
import type { CallRow } from './types';

/**
 * Whom the call is with, leading to its page. Its press area is the nearest `relative` parent. Nothing is fetched before it is
 * pressed: the audit log would show a look at every call of the list.
 */
export function CallLink({ call }: { call: CallRow }) {
  return (
    <Link
      href={`/dashboard/calls/${call.id}`}
      prefetch={false}
      className={cn(
        'inline-block max-w-full truncate align-top leading-6 font-medium after:absolute after:inset-0 after:rounded-md hover:text-primary-strong focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring',
        call.patient_name === null && 'tabular-nums',
      )}
    >
      {callTitle(call)}
    </Link>
  );
}
