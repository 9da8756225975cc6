import type { SortDirection } from '@/components/ui/table';
import { keyTitle } from './key-status';
import type { KeyEnvironment, KeyKind, KeyRow, KeyStatus } from './types';

export type KeySort = 'name' | 'last_used_at' | 'requests_today' | 'created_at';

/** How the list is looked at. Plain data, so that a page can keep it in its address. */
export type KeyView = {
  q: string;
  status: KeyStatus | 'all';
  kind: KeyKind | 'all';
  environment: KeyEnvironment | 'all';
  sort: KeySort;
  direction: SortDirection;
  page: number;
};

export const PAGE_SIZE = 25;

export const DEFAULT_VIEW: KeyView = {
  q: '',
  status: 'all',
  kind: 'all',
  environment: 'all',
  sort: 'created_at',
  direction: 'descending',
  page: 1,
};

/** Name, or any part of the key. Every word has to be found. */
function matches(row: KeyRow, q: string): boolean {
  const text = `${keyTitle(row)} ${row.key}`.toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function sortValue(row: KeyRow, sort: KeySort): string | number {
  if (sort === 'name') return keyTitle(row).toLowerCase();
  return sort === 'requests_today' ? row.requests_today : (row[sort] ?? '');
}

/** The rows that the view shows, in its order; equal ones newest first. */
export function viewKeys(rows: readonly KeyRow[], view: KeyView): readonly KeyRow[] {
  const sign = view.direction === 'ascending' ? 1 : -1;
  return rows
    .filter(
      (row) =>
        (view.status === 'all' || row.status === view.status) &&
        (view.kind === 'all' || row.kind === view.kind) &&
        (view.environment === 'all' || row.environment === view.environment) &&
        matches(row, view.q.trim()),
    )
    .toSorted((a, b) => {
      const left = sortValue(a, view.sort);
      const right = sortValue(b, view.sort);
      if (left === right) return b.created_at.localeCompare(a.created_at);
      return left < right ? -sign : sign;
    });
}

/** The page of rows to show; a page beyond the end (a filter made the list shorter) is the last one. */
export function pageOf(rows: readonly KeyRow[], page: number): { page: number; rows: readonly KeyRow[] } {
  const last = Math.max(1, Math.ceil(rows.length / PAGE_SIZE));
  const shown = Math.min(page, last);
  return { page: shown, rows: rows.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE) };
}
