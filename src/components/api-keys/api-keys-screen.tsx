'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { showToast } from '@/components/ui/toast-store';
import type { ActionFailure, ActionResult } from '@/lib/action-result';
import { CreateKeyDialog } from './create-key-dialog';
import { KeyList } from './key-list';
import { KeyListSkeleton } from './key-list-skeleton';
import { keyTitle } from './key-status';
import { DEFAULT_VIEW, type KeyView } from './key-view';
import { RevealCredentials } from './reveal-credentials';
import type { CreateKeyInput, KeyFormContext, KeyRow, RevealedCredentials } from './types';

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
  const [created, setCreated] = useState<RevealedCredentials>();

  const finish = () => {
    if (created !== undefined) showToast({ tone: 'success', title: `“${keyTitle(created)}” is ready to use` });
    setCreated(undefined);
  };

  return (
    <div className="space-y-5">
      <PageHeader title="API keys" description="Who may reach this hospital’s data from outside, and how far.">
        <Button onClick={() => setCreating(true)}>
          <Plus aria-hidden="true" />
          Create API Key
        </Button>
      </PageHeader>
      {keys.state === 'ready' && <KeyList rows={keys.rows} view={view} onView={setView} onCreate={() => setCreating(true)} />}
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
      <CreateKeyDialog
        open={creating}
        onOpenChange={setCreating}
        context={context}
        onCreate={onCreate}
        onCreated={setCreated}
      />
      <RevealCredentials credentials={created} title="Your new API key" baseUrl={context.baseUrl} onDone={finish} />
    </div>
  );
}
