'use client';

import type { ReactNode } from 'react';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { DateTime } from '@/components/ui/relative-time';
import { AGENT_TEXT, DIRECTION_TEXT } from './call-text';
import type { CallRow } from './types';

/** What is known of a call beside what was said. */
export function CallFacts({ call }: { call: CallRow }) {
  return (
    <Card aria-label="About this call">
      <CardHeader title="About this call" />
      <CardBody>
        <dl className="grid gap-x-8 gap-y-3 text-sm md:grid-cols-2 xl:grid-cols-1">
          <Fact label="Patient">{call.patient_name ?? 'Not known'}</Fact>
          <Fact label="Agent">{AGENT_TEXT[call.agent_type]}</Fact>
          <Fact label="Direction">{DIRECTION_TEXT[call.direction]}</Fact>
          <Fact label="From">
            <PhoneNumber number={call.from_number} />
          </Fact>
          <Fact label="To">
            <PhoneNumber number={call.to_number} />
          </Fact>
          <Fact label="Branch">{call.branch_name ?? 'None'}</Fact>
          <Fact label="Began">
            <DateTime at={call.created_at} withTime />
          </Fact>
          {call.ended_at !== null && (
            <Fact label="Ended">
              <DateTime at={call.ended_at} withTime />
            </Fact>
          )}
          <Fact label="Call id">
            <span className="flex items-start gap-1">
              <code className="font-mono text-xs leading-5 break-all">{call.id}</code>
              <CopyButton text={call.id} label="Copy call id" className="-my-1" />
            </span>
          </Fact>
        </dl>
      </CardBody>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[5rem_minmax(0,1fr)] gap-3">
      <dt className="text-muted-foreground">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function PhoneNumber({ number }: { number: string | null }) {
  if (number === null) return <span className="text-muted-foreground">Not known</span>;
  return <span className="tabular-nums">{number}</span>;
}
