'use client';

import { useId, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Label } from '@/components/ui/label';
import type { KeyActions, RevealedCredentials } from './types';
import { useDialogAction } from './use-dialog-action';

type NewTokenDialogProps = {
  open: boolean;
  onClose: () => void;
  onIssue: KeyActions['onIssueToken'];
  onRevealed: (title: string, credentials: RevealedCredentials) => void;
};

export function NewTokenDialog({ open, ...rest }: NewTokenDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && rest.onClose()}>
      <DialogContent size="sm" title="New hospital token" description="Key and secret stay as they are.">
        <NewTokenForm {...rest} />
      </DialogContent>
    </Dialog>
  );
}

function NewTokenForm({ onClose, onIssue, onRevealed }: Omit<NewTokenDialogProps, 'open'>) {
  const id = useId();
  const [revokeOthers, setRevokeOthers] = useState(false);
  const { busy, failure, run } = useDialogAction(
    () => onIssue({ revoke_others: revokeOthers }),
    (credentials) => {
      onClose();
      onRevealed('Your new hospital token', credentials);
    },
  );
  return (
    <>
      <DialogBody>
        {failure !== undefined && (
          <Alert tone="danger" title="No token was made" requestId={failure.requestId}>
            <p>{failure.message}</p>
          </Alert>
        )}
        <div className="flex items-start gap-2.5">
          <Checkbox
            id={id}
            checked={revokeOthers}
            onCheckedChange={(checked) => setRevokeOthers(checked === true)}
            aria-describedby={`${id}-hint`}
            className="mt-px"
          />
          <div className="space-y-0.5">
            <Label htmlFor={id}>End all older tokens now</Label>
            <p id={`${id}-hint`} className="text-sm text-muted-foreground">
              Otherwise each works until its own end. Open live connections of an ended token are closed.
            </p>
          </div>
        </div>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button busy={busy} onClick={run}>
          Make token
        </Button>
      </DialogFooter>
    </>
  );
}
