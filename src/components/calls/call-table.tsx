'use client';

import { Table, Td, Th } from '@/components/ui/table';
import { Began, CallStatusBadge, DirectionIcon } from './call-badges';
import { CallLink } from './call-link';
import { AGENT_TEXT, clockText, outsideNumber } from './call-text';
import type { CallRow } from './types';

/** The calls as a table, from tablet width on. A row leads to the call's page. */
export function CallTable({ rows }: { rows: readonly CallRow[] }) {
  return (
    <Table caption="Finished calls" className="hidden md:table">
      <thead>
        <tr>
          <Th>With</Th>
          <Th>Agent</Th>
          <Th className="hidden lg:table-cell">Branch</Th>
          <Th>Status</Th>
          <Th className="text-right">Duration</Th>
          <Th className="text-right">Began</Th>
        </tr>
      </thead>
      <tbody className="divide-y divide-border">
        {rows.map((call) => (
          <tr key={call.id} className="relative transition-colors hover:bg-muted/60">
            <Td className="max-w-64">
              <div className="flex items-center gap-3">
                <DirectionIcon direction={call.direction} className="text-muted-foreground" />
                <div className="min-w-0">
                  <div className="truncate">
                    <CallLink call={call} />
                  </div>
                  <SecondLine call={call} />
                </div>
              </div>
            </Td>
            <Td>{AGENT_TEXT[call.agent_type]}</Td>
            <Td className="hidden max-w-56 truncate text-muted-foreground lg:table-cell">{call.branch_name ?? '–'}</Td>
            <Td>
              <CallStatusBadge call={call} />
            </Td>
            <Td className="text-right tabular-nums">
              <Duration seconds={call.duration} />
            </Td>
            <Td className="text-right text-muted-foreground">
              <Began at={call.created_at} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** What stands under the name: the number; and where the number is the name, that nobody knows whose it is. */
export function SecondLine({ call }: { call: CallRow }) {
  const text = call.patient_name === null ? 'Patient not known' : (outsideNumber(call) ?? 'Unknown number');
  return <div className="truncate text-xs text-muted-foreground tabular-nums">{text}</div>;
}

export function Duration({ seconds }: { seconds: number | null }) {
  if (seconds === null || seconds === 0) return <span className="text-muted-foreground">–</span>;
  return clockText(seconds);
}
