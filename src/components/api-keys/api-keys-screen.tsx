'use client';

import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { showToast } from '@/components/ui/toast-store';
import type { ActionFailure, ActionResult } from '@/lib/action-result';
import { KeyList } from './key-list';
import { KeyListSkeleton } from './key-list-skeleton';
import { keyTitle } from './key-status';
import { DEFAULT_VIEW, type KeyView } from './key-view';
import type { CreateKeyInput, KeyFormContext, KeyRow, RevealedCredentials } from './types';

// Both come when the first is opened: looking at the list does not need them.
const CreateKeyDialog = dynamic(() => import('./create-key-dialog').then((module) => module.CreateKeyDialog), { ssr: false });
const RevealCredentials = dynamic(() => import('./reveal-credentials').then((module) => module.RevealCredentials), {
  ssr: false,
});

export type ApiKeysScreenProps = {
  keys:
    | { state: 'ready'; rows: readonly KeyRow[] }
    | { state: 'loading' }
    | { state: 'failed'; failure: ActionFailure; retrying: boolean };
  context: KeyFormContext;
  onRetry: () => void;
  onCreate: (input: CreateKeyInput) => Promise<ActionResult<RevealedCredentials>>;
  initialView?: KeyView;
};

/** The page of all keys: list, creation, and the one showing of what was created. */
export function ApiKeysScreen({ keys, context, onRetry, onCreate, initialView = DEFAULT_VIEW }: ApiKeysScreenProps) {
  const [view, setView] = useState(initialView);
  const [creating, setCreating] = useState(false);
  const [opened, setOpened] = useState(false);
  const [created, setCreated] = useState<RevealedCredentials>();

  const create = () => {
    setOpened(true);
    setCreating(true);
  };

  const finish = () => {
    if (created !== undefined) showToast({ tone: 'success', title: `“${keyTitle(created)}” is ready to use` });
    setCreated(undefined);
  };

  return (
    <div className="space-y-5">
      <PageHeader title="API keys" description="Who may reach this hospital’s data from outside, and how far.">
        <Button onClick={create}>
          <Plus aria-hidden="true" />
          Create API Key
        </Button>
      </PageHeader>
      {keys.state === 'ready' && <KeyList rows={keys.rows} view={view} onView={setView} onCreate={create} />}
      {keys.state === 'loading' && <KeyListSkeleton />}
      {keys.state === 'failed' && (
        <Card aria-label="API keys">
          <ErrorState
            title="The keys could not be loaded"
            message={keys.failure.message}
            onRetry={onRetry}
            busy={keys.retrying}
            {...(keys.failure.requestId === undefined ? {} : { requestId: keys.failure.requestId })}
          />
        </Card>
      )}
      {opened && (
        <>
          <CreateKeyDialog
            open={creating}
            onOpenChange={setCreating}
            context={context}
            onCreate={onCreate}
            onCreated={setCreated}
          />
          <RevealCredentials credentials={created} title="Your new API key" baseUrl={context.baseUrl} onDone={finish} />
        </>
      )}
    </div>
  );
}
