'use client';

import { KeyRound, SearchX } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/pagination';
import { KeyCards } from './key-cards';
import { KeyFilters } from './key-filters';
import { KeyTable } from './key-table';
import { DEFAULT_VIEW, type KeySort, type KeyView, PAGE_SIZE, pageOf, viewKeys } from './key-view';
import type { KeyRow } from './types';

type KeyListProps = {
  rows: readonly KeyRow[];
  view: KeyView;
  onView: (view: KeyView) => void;
  onCreate: () => void;
};

/** All keys of the hospital, searched, filtered, sorted and paged in the browser: the surface lists them whole. */
export function KeyList({ rows, view, onView, onCreate }: KeyListProps) {
  if (rows.length === 0) {
    return (
      <Card aria-label="API keys">
        <EmptyState
          icon={<KeyRound aria-hidden="true" />}
          title="No API keys yet"
          message="A key lets a partner’s program, such as a CRM, reach just the data you choose. You can take it back at any moment."
        >
          <Button onClick={onCreate}>Create API Key</Button>
        </EmptyState>
      </Card>
    );
  }
  const found = viewKeys(rows, view);
  const { page, rows: shown } = pageOf(found, view.page);
  const change = (next: Partial<KeyView>) => onView({ ...view, ...next });
  return (
    <Card aria-label="API keys">
      <KeyFilters view={view} onChange={change} />
      {found.length === 0 ? (
        <EmptyState
          icon={<SearchX aria-hidden="true" />}
          title="No key matches"
          message="Change the search or the filters to see other keys."
        >
          <Button variant="secondary" onClick={() => onView(DEFAULT_VIEW)}>
            Show all keys
          </Button>
        </EmptyState>
      ) : (
        <>
          <KeyTable rows={shown} view={view} onSort={(sort) => change(sortedBy(view, sort))} />
          <KeyCards rows={shown} />
          <Pagination page={page} pageSize={PAGE_SIZE} total={found.length} onPage={(next) => change({ page: next })} />
        </>
      )}
    </Card>
  );
}

/** Pressing the deciding column turns it round; another begins with its most telling end: names from A, the rest from the top. */
function sortedBy(view: KeyView, sort: KeySort): Partial<KeyView> {
  const turned = view.direction === 'ascending' ? 'descending' : 'ascending';
  const first = sort === 'name' ? 'ascending' : 'descending';
  return { sort, direction: view.sort === sort ? turned : first, page: 1 };
}
