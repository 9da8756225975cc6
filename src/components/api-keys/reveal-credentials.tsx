'use client';

import { Download, Eye, EyeOff } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog, DialogBody, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Label } from '@/components/ui/label';
import { DateTime } from '@/components/ui/relative-time';
import { MASK, SecretField } from '@/components/ui/secret-field';
import { downloadText } from '@/lib/download';
import { useUnsaved } from '@/lib/session-end';
import { curlText, envFileName, envText, hideSecrets } from './credentials-text';
import type { RevealedCredentials } from './types';

type RevealCredentialsProps = {
  /** Undefined: closed. */
  credentials: RevealedCredentials | undefined;
  title: string;
  baseUrl: string;
  onDone: () => void;
};

/** Credentials, shown this once. It cannot be closed, nor the page left without a question, before they are said to be saved. */
export function RevealCredentials({ credentials, title, baseUrl, onDone }: RevealCredentialsProps) {
  return (
    <Dialog open={credentials !== undefined}>
      {credentials !== undefined && (
        <DialogContent title={title} description={credentials.name ?? undefined} size="lg" locked>
          <Revealed credentials={credentials} baseUrl={baseUrl} onDone={onDone} />
        </DialogContent>
      )}
    </Dialog>
  );
}

type RevealedProps = { credentials: RevealedCredentials; baseUrl: string; onDone: () => void };

function Revealed({ credentials, baseUrl, onDone }: RevealedProps) {
  const [masked, setMasked] = useState(false);
  const [saved, setSaved] = useState(false);
  const id = useId();
  const env = envText(credentials, baseUrl);
  const curl = curlText(credentials, baseUrl);
  const single = [credentials.key, credentials.secret, credentials.token].filter((value) => value !== null).length === 1;
  useLeaveQuestion(!saved);
  useUnsaved(true);

  return (
    <>
      <DialogBody>
        <Alert tone="warning" title="Shown only once">
          <p>Trilock keeps only fingerprints of {single ? 'it' : 'secret and token'}. What is lost now can only be replaced.</p>
        </Alert>
        <div className="space-y-3">
          <CredentialFields credentials={credentials} masked={masked} />
          <div className="flex flex-wrap gap-2">
            <CopyButton text={env} label="Copy all as .env" labelled />
            <Button variant="secondary" size="sm" onClick={() => downloadText(envFileName(credentials.name), env)}>
              <Download aria-hidden="true" />
              Download .env
            </Button>
            <Button variant="ghost" size="sm" aria-pressed={masked} onClick={() => setMasked(!masked)}>
              {masked ? <Eye aria-hidden="true" /> : <EyeOff aria-hidden="true" />}
              Hide values
            </Button>
          </div>
        </div>
        {curl !== null && (
          <div className="space-y-2">
            <p className="text-sm font-medium">Try it now</p>
            <CodeBlock label="curl" text={curl} shown={masked ? hideSecrets(curl, credentials, MASK) : curl} />
          </div>
        )}
      </DialogBody>
      <DialogFooter className="justify-between max-sm:[&>button]:flex-none">
        <div className="flex items-center gap-2.5 py-1">
          <Checkbox id={id} checked={saved} onCheckedChange={(checked) => setSaved(checked === true)} />
          <Label htmlFor={id}>{single ? 'I have saved it' : 'I have saved these'}</Label>
        </div>
        <Button disabled={!saved} onClick={onDone}>
          Done
        </Button>
      </DialogFooter>
    </>
  );
}

function CredentialFields({ credentials, masked }: { credentials: RevealedCredentials; masked: boolean }) {
  const { kind, key, secret, token, token_expires_at, old_secret_expires_at } = credentials;
  const old = old_secret_expires_at !== null && (
    <>
      The old one works until <DateTime at={old_secret_expires_at} withTime />
    </>
  );
  const tokenHint = token_expires_at !== null && (
    <>
      Ends <DateTime at={token_expires_at} withTime />
    </>
  );
  return (
    <>
      {key !== null && (
        <SecretField
          label={kind === 'server' ? 'Server key' : 'API key'}
          value={key}
          masked={masked}
          hint={kind === 'server' && old}
        />
      )}
      {secret !== null && <SecretField label="API secret" value={secret} masked={masked} hint={old} />}
      {token !== null && <SecretField label="Hospital token" value={token} masked={masked} hint={tokenHint} />}
    </>
  );
}

/** Closing the tab now would lose the credentials for good: the browser asks first. */
function useLeaveQuestion(unsaved: boolean) {
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
}
