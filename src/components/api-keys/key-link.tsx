import Link from 'next/link';
import { keyTitle } from './key-status';
import type { KeyRow } from './types';

/** The key's name, leading to its page. Its press area is the whole row: the nearest `relative` parent. */
export function KeyLink({ row }: { row: KeyRow }) {
  return (
    <Link
      href={`/dashboard/api-keys/${row.id}`}
      className="inline-block max-w-full truncate align-top leading-6 font-medium after:absolute after:inset-0 after:rounded-sm hover:text-primary-strong focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
    >
      {keyTitle(row)}
    </Link>
  );
}
