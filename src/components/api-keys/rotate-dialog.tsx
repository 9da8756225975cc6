'use client';

import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { RadioCards } from '@/components/ui/radio-cards';
import type { KeyActions, KeyKind, RevealedCredentials } from './types';
import { useDialogAction } from './use-dialog-action';

const OVERLAPS = [
  { value: '3600', title: '1 hour', explains: 'The other side is ready and waiting.' },
  { value: '86400', title: '24 hours', explains: 'Time to change over within a working day.' },
  { value: '604800', title: '7 days', explains: 'For programs that are released weekly.' },
  { value: '0', title: 'None', explains: 'It has leaked: everything old ends now.' },
] as const;

const REFUSED_NOW = 'Every program that uses it is refused from this moment, until it has the new one.';

type RotateDialogProps = {
  open: boolean;
  onClose: () => void;
  kind: KeyKind;
  onRotate: KeyActions['onRotate'];
  onRevealed: (title: string, credentials: RevealedCredentials) => void;
};

export function RotateDialog({ open, onClose, kind, ...rest }: RotateDialogProps) {
  const what = kind === 'server' ? 'server key' : 'secret and token';
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()}>
      <DialogContent title={`Rotate ${what}`} description="The old one goes on working for as long as you choose.">
        <RotateForm {...rest} onClose={onClose} kind={kind} />
      </DialogContent>
    </Dialog>
  );
}

function RotateForm({ onClose, kind, onRotate, onRevealed }: Omit<RotateDialogProps, 'open'>) {
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]['value']>('86400');
  const { busy, failure, run } = useDialogAction(
    () => onRotate({ overlap_seconds: Number(overlap) }),
    (credentials) => {
      onClose();
      onRevealed(kind === 'server' ? 'Your new server key' : 'Your new secret and token', credentials);
    },
  );
  return (
    <>
      <DialogBody>
        {failure !== undefined && (
          <Alert tone="danger" title="Nothing was rotated" requestId={failure.requestId}>
            <p>{failure.message}</p>
          </Alert>
        )}
        <RadioCards label="Overlap" value={overlap} cards={OVERLAPS} onChange={setOverlap} className="sm:grid-cols-2" />
        {overlap === '0' && (
          <Alert tone="warning">
            <p>{kind === 'server' ? REFUSED_NOW : `${REFUSED_NOW} Older tokens end too.`}</p>
          </Alert>
        )}
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button variant={overlap === '0' ? 'danger' : 'primary'} busy={busy} onClick={run}>
          {overlap === '0' ? 'Rotate and end the old' : 'Rotate'}
        </Button>
      </DialogFooter>
    </>
  );
}
