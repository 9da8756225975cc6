'use client';

import { useState } from 'react';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { ActiveSwitch } from './active-switch';
import { CredentialsCard } from './credentials-card';
import { DangerCard } from './danger-card';
import { EnvironmentBadge, KeyStatusBadge, KindBadge } from './key-badges';
import { KeyEditForm } from './key-edit-form';
import { KeyFacts } from './key-facts';
import { keyTitle } from './key-status';
import { MadeLogins } from './made-logins';
import { RecentRequests, type RecentRequestsProps } from './recent-requests';
import { RevealCredentials } from './reveal-credentials';
import type { KeyActions, KeyDetails, KeyFormContext, MadeLogin, RevealedCredentials } from './types';

export type KeyDetailScreenProps = {
  apiKey: KeyDetails;
  context: KeyFormContext;
  actions: KeyActions;
  requests: RecentRequestsProps;
};

/** One key: what it is and did, and everything that can be done with it. A revoked key can only be looked at. */
export function KeyDetailScreen({ apiKey, context, actions, requests }: KeyDetailScreenProps) {
  const [revealed, setRevealed] = useState<{ title: string; credentials: RevealedCredentials }>();
  const [tab, setTab] = useState('overview');
  const [logins, setLogins] = useState<readonly MadeLogin[]>([]);
  const revoked = apiKey.status === 'revoked';
  const branch = context.branches.find(({ id }) => id === apiKey.branch_id);
  return (
    <div className="space-y-4">
      <PageHeader
        breadcrumbs={<Breadcrumbs trail={[{ label: 'API keys', href: '/dashboard/api-keys' }]} current={keyTitle(apiKey)} />}
        title={keyTitle(apiKey)}
        badges={
          <span className="flex flex-wrap gap-1.5">
            <KeyStatusBadge status={apiKey.status} />
            <KindBadge kind={apiKey.kind} />
            <EnvironmentBadge environment={apiKey.environment} />
          </span>
        }
      >
        {!revoked && <ActiveSwitch apiKey={apiKey} onUpdate={actions.onUpdate} />}
      </PageHeader>
      <MadeLogins logins={logins} />
      {/* A key that was just revoked has no settings any more. */}
      <Tabs value={revoked ? 'overview' : tab} onValueChange={setTab}>
        <TabsList aria-label="Sections of the key">
          <TabsTrigger value="overview">Overview</TabsTrigger>
          {!revoked && <TabsTrigger value="settings">Settings</TabsTrigger>}
        </TabsList>
        <TabsContent value="overview" className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="grid gap-4 xl:order-last">
            <CredentialsCard
              apiKey={apiKey}
              actions={actions}
              onRevealed={(title, credentials) => setRevealed({ title, credentials })}
            />
            <KeyFacts apiKey={apiKey} branchName={branch?.name} />
          </div>
          <RecentRequests {...requests} />
        </TabsContent>
        {!revoked && (
          <TabsContent value="settings" className="grid max-w-4xl gap-4">
            <KeyEditForm apiKey={apiKey} context={context} onUpdate={actions.onUpdate} />
            <DangerCard apiKey={apiKey} onRevoke={actions.onRevoke} onRevoked={setLogins} />
          </TabsContent>
        )}
      </Tabs>
      <RevealCredentials
        credentials={revealed?.credentials}
        title={revealed?.title ?? ''}
        baseUrl={context.baseUrl}
        onDone={() => setRevealed(undefined)}
      />
    </div>
  );
}
