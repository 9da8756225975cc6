'use client';

import { RefreshCw, Ticket } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { NewTokenDialog } from './new-token-dialog';
import { OverlapNotice } from './overlap-notice';
import { RotateDialog } from './rotate-dialog';
import type { KeyActions, KeyDetails, RevealedCredentials } from './types';

type CredentialsCardProps = {
  apiKey: KeyDetails;
  actions: KeyActions;
  onRevealed: (title: string, credentials: RevealedCredentials) => void;
};

/** The locks of the key: what can still be read of them, how long they live, and new ones. */
export function CredentialsCard({ apiKey, actions, onRevealed }: CredentialsCardProps) {
  const [dialog, setDialog] = useState<'rotate' | 'token'>();
  const partner = apiKey.kind === 'partner';
  const revoked = apiKey.status === 'revoked';
  const close = () => setDialog(undefined);
  return (
    <Card>
      <CardHeader title="Credentials" />
      <CardBody className="space-y-4">
        <OverlapNotice apiKey={apiKey} />
        <dl className="space-y-3 text-sm">
          <div>
            <dt className="text-muted-foreground">{partner ? 'API key' : 'Server key'}</dt>
            <dd className="flex items-start gap-1">
              <code className="min-w-0 py-1 font-mono text-xs break-all">{apiKey.key}</code>
              {partner && <CopyButton text={apiKey.key} label="Copy API key" />}
            </dd>
          </div>
          {partner && (
            <>
              <div>
                <dt className="text-muted-foreground">API secret</dt>
                <dd>Shown once, when it was made</dd>
              </div>
              <div>
                <dt className="text-muted-foreground">Hospital token</dt>
                <dd>{apiKey.token_expires_at === null ? 'None that works' : <TokenEnd at={apiKey.token_expires_at} />}</dd>
              </div>
            </>
          )}
        </dl>
        {!revoked && (
          <div className="flex flex-wrap gap-2">
            <Button variant="secondary" size="sm" onClick={() => setDialog('rotate')}>
              <RefreshCw aria-hidden="true" />
              Rotate…
            </Button>
            {partner && (
              <Button variant="secondary" size="sm" onClick={() => setDialog('token')}>
                <Ticket aria-hidden="true" />
                New token…
              </Button>
            )}
          </div>
        )}
      </CardBody>
      <RotateDialog
        open={dialog === 'rotate'}
        onClose={close}
        kind={apiKey.kind}
        onRotate={actions.onRotate}
        onRevealed={onRevealed}
      />
      <NewTokenDialog open={dialog === 'token'} onClose={close} onIssue={actions.onIssueToken} onRevealed={onRevealed} />
    </Card>
  );
}

function TokenEnd({ at }: { at: string }) {
  return (
    <>
      Newest ends <RelativeTime at={at} />
    </>
  );
}
