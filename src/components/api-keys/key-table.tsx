'use client';

import { CopyButton } from '@/components/ui/copy-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { SortTh, Table, Td, Th } from '@/components/ui/table';
import { numberText } from '@/lib/time-text';
import { AccessSummary } from './access-summary';
import { EnvironmentBadge, KeyStatusBadge, KindBadge } from './key-badges';
import { KeyLink } from './key-link';
import type { KeySort, KeyView } from './key-view';
import type { KeyRow } from './types';

type KeyTableProps = { rows: readonly KeyRow[]; view: KeyView; onSort: (sort: KeySort) => void };

/** The keys as a table, from tablet width on. A row leads to the key's page. */
export function KeyTable({ rows, view, onSort }: KeyTableProps) {
  const sorting = (sort: KeySort) => ({
    direction: view.sort === sort ? view.direction : undefined,
    onSort: () => onSort(sort),
  });
  return (
    // Fixed: no key's texts, however long, make the table wider than its card.
    <Table caption="API keys" className="hidden table-fixed md:table">
      <thead>
        <tr>
          <SortTh label="Name" {...sorting('name')} />
          <Th className="w-32">Status</Th>
          <Th className="hidden w-32 xl:table-cell">Kind</Th>
          <Th className="w-44 lg:w-72">Permissions</Th>
          <SortTh label="Last used" {...sorting('last_used_at')} className="w-28 lg:w-36" />
          <SortTh label="Today" {...sorting('requests_today')} className="w-20 text-right lg:w-24" />
          <SortTh label="Created" {...sorting('created_at')} className="hidden w-36 2xl:table-cell" />
        </tr>
      </thead>
      <tbody className="divide-y divide-border">
        {rows.map((row) => (
          <KeyTableRow key={row.id} row={row} />
        ))}
      </tbody>
    </Table>
  );
}

function KeyTableRow({ row }: { row: KeyRow }) {
  return (
    <tr className="relative transition-colors hover:bg-muted/60">
      <Td>
        <div className="flex items-center gap-2">
          <span className="truncate">
            <KeyLink row={row} />
          </span>
          <EnvironmentBadge environment={row.environment} />
        </div>
        <div className="flex min-h-6 items-center gap-0.5 text-muted-foreground">
          <code className="truncate font-mono text-xs">{row.key}</code>
          {row.kind === 'partner' && (
            <CopyButton text={row.key} label="Copy API key" className="relative z-10 size-6 [&_svg]:size-3.5" />
          )}
        </div>
      </Td>
      <Td>
        <KeyStatusBadge status={row.status} />
      </Td>
      <Td className="hidden xl:table-cell">
        <KindBadge kind={row.kind} />
      </Td>
      <Td>
        <AccessSummary permissions={row.permissions} />
      </Td>
      <Td>
        {row.last_used_at === null ? (
          <span className="text-muted-foreground">Never</span>
        ) : (
          <RelativeTime at={row.last_used_at} />
        )}
      </Td>
      <Td className="text-right tabular-nums">{numberText(row.requests_today)}</Td>
      <Td className="hidden text-muted-foreground 2xl:table-cell">
        <RelativeTime at={row.created_at} />
      </Td>
    </tr>
  );
}
