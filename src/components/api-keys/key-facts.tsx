'use client';

import type { ReactNode } from 'react';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { DateTime, RelativeTime } from '@/components/ui/relative-time';
import { numberText } from '@/lib/time-text';
import { summarise } from './permission-text';
import { tierText } from './tier-text';
import type { KeyDetails } from './types';

/** What the key may, and what is known of it. */
export function KeyFacts({ apiKey, branchName }: { apiKey: KeyDetails; branchName: string | undefined }) {
  const addresses = apiKey.allowed_ips ?? [];
  return (
    <Card>
      <CardHeader title="About this key" />
      <CardBody>
        <dl className="space-y-3 text-sm">
          <Fact label="Requests today">
            <span className="tabular-nums">{numberText(apiKey.requests_today)}</span>
          </Fact>
          <Fact label="Last used">{apiKey.last_used_at === null ? 'Never' : <RelativeTime at={apiKey.last_used_at} />}</Fact>
          <Fact label="Permissions">
            <ul>
              {summarise(apiKey.permissions).map(({ resource, title, labels }) => (
                <li key={resource}>
                  {title}
                  {labels.length > 0 && <span className="text-muted-foreground"> {labels.join(', ').toLowerCase()}</span>}
                </li>
              ))}
            </ul>
          </Fact>
          <Fact label="Branch">{apiKey.branch_id === null ? 'All branches' : (branchName ?? 'A branch that is gone')}</Fact>
          <Fact label="Expires">{apiKey.expires_at === null ? 'Never' : <DateTime at={apiKey.expires_at} />}</Fact>
          <Fact label="Allowed addresses">
            {addresses.length === 0 ? 'Any' : <span className="font-mono text-xs break-all">{addresses.join(', ')}</span>}
          </Fact>
          <Fact label="Rate tier">
            <span className="capitalize">{apiKey.rate_tier}</span>
            <span className="block text-muted-foreground">{tierText(apiKey.rate_tier, apiKey.rate_limits)}</span>
          </Fact>
          <Fact label="Created">
            <DateTime at={apiKey.created_at} />
            {apiKey.created_by !== null && ` by ${apiKey.created_by}`}
          </Fact>
        </dl>
      </CardBody>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-3">
      <dt className="text-muted-foreground">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
