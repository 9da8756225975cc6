'use client';

import { AlertDialog } from 'radix-ui';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type ActionFailure, type ActionResult, settle } from '@/lib/action-result';
import { Alert } from './alert';
import { Button } from './button';
import { overlayClasses } from './dialog';
import { Field } from './field';
import { Input } from './input';

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description: ReactNode;
  confirmLabel: string;
  /** Must be typed before the button works: for what cannot be undone. */
  typedText?: string;
  onConfirm: () => Promise<ActionResult<unknown>>;
};

/** Asks before something dangerous. It closes when the action succeeded, and stays with the reason when it did not. */
export function ConfirmDialog({ open, onOpenChange, ...content }: ConfirmDialogProps) {
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlayClasses} />
        <AlertDialog.Content className="fixed inset-x-0 bottom-0 z-50 max-h-dvh animate-pop-in overflow-y-auto rounded-t-xl border border-border bg-popover p-5 shadow-overlay focus:outline-none sm:inset-x-4 sm:top-1/2 sm:bottom-auto sm:mx-auto sm:max-w-md sm:-translate-y-1/2 sm:rounded-xl">
          <ConfirmForm onDone={() => onOpenChange(false)} {...content} />
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

type ConfirmFormProps = Omit<ConfirmDialogProps, 'open' | 'onOpenChange'> & { onDone: () => void };

/** Its own component, so that what was typed is gone when the dialog closes. */
function ConfirmForm({ title, description, confirmLabel, typedText, onConfirm, onDone }: ConfirmFormProps) {
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ActionFailure>();
  const matches = typedText === undefined || typed.trim() === typedText.trim();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !matches) return;
    setBusy(true);
    const result = await settle(onConfirm);
    setBusy(false);
    if (result.ok) onDone();
    else setFailure(result);
  };

  return (
    <form onSubmit={submit} className="space-y-4">
      <div className="space-y-1.5">
        <AlertDialog.Title className="text-lg leading-6 font-semibold tracking-tight">{title}</AlertDialog.Title>
        <AlertDialog.Description asChild>
          <div className="space-y-2 text-sm text-muted-foreground">{description}</div>
        </AlertDialog.Description>
      </div>
      {failure !== undefined && (
        <Alert tone="danger" requestId={failure.requestId}>
          <p>{failure.message}</p>
        </Alert>
      )}
      {typedText !== undefined && (
        <Field label={`Type “${typedText}” to confirm`}>
          {(control) => (
            <Input {...control} autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
          )}
        </Field>
      )}
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <AlertDialog.Cancel asChild>
          <Button variant="secondary">Cancel</Button>
        </AlertDialog.Cancel>
        <Button type="submit" variant="danger" disabled={!matches} busy={busy}>
          {confirmLabel}
        </Button>
      </div>
    </form>
  );
}
