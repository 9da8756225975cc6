'use client';

import { Handshake, Server } from 'lucide-react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RadioCards } from '@/components/ui/radio-cards';
import type { ActionResult } from '@/lib/action-result';
import { newDraft } from './key-draft';
import { PermissionPicker } from './permission-picker';
import { RestrictionsSection } from './restrictions-section';
import type { CreateKeyInput, KeyFormContext, RevealedCredentials } from './types';
import { useKeyForm } from './use-key-form';

const KINDS = [
  {
    value: 'partner',
    title: 'Partner, three locks',
    explains: 'For a CRM. Key, secret and a token that ends by itself.',
    icon: <Handshake aria-hidden="true" />,
  },
  {
    value: 'server',
    title: 'Server key',
    explains: 'For your own servers on /v1. One key.',
    icon: <Server aria-hidden="true" />,
  },
] as const;

const ENVIRONMENTS = [
  { value: 'live', title: 'Live', explains: 'For real work.' },
  { value: 'test', title: 'Test', explains: 'Refused in production.' },
] as const;

type CreateKeyDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  context: KeyFormContext;
  onCreate: (input: CreateKeyInput) => Promise<ActionResult<RevealedCredentials>>;
  /** The dialog closes itself before; show `RevealCredentials` next. */
  onCreated: (credentials: RevealedCredentials) => void;
};

export function CreateKeyDialog({ open, onOpenChange, ...form }: CreateKeyDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent size="lg" title="Create API key" description="Its credentials are shown once, right after this.">
        <CreateKeyForm {...form} onClose={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

type CreateKeyFormProps = Omit<CreateKeyDialogProps, 'open' | 'onOpenChange'> & { onClose: () => void };

/** Its own component, so that each opening begins with an empty form. */
function CreateKeyForm({ context, onCreate, onCreated, onClose }: CreateKeyFormProps) {
  const { form, draft, errors, failure, busy, change, submit } = useKeyForm(
    newDraft(context),
    context.timeZone,
    async (input) => {
      const result = await onCreate(input);
      if (!result.ok) return result;
      onClose();
      onCreated(result.value);
      return { ok: true, value: undefined };
    },
  );
  return (
    <form ref={form} onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody>
        {failure !== undefined && (
          <Alert tone="danger" title="The key was not created" requestId={failure.requestId}>
            <p>{failure.message}</p>
          </Alert>
        )}
        <Field label="Name" error={errors.name} hint="Who gets it, and what for. Only people of your hospital see it." required>
          {(control) => (
            <Input
              {...control}
              value={draft.name}
              onChange={(event) => change({ name: event.target.value })}
              placeholder="Nyra CRM, appointment desk"
              autoComplete="off"
            />
          )}
        </Field>
        <RadioCards
          label="Kind"
          value={draft.kind}
          cards={KINDS}
          onChange={(kind) => change({ kind })}
          className="sm:grid-cols-2"
        />
        <RadioCards
          label="Environment"
          value={draft.environment}
          cards={ENVIRONMENTS}
          onChange={(environment) => change({ environment })}
          className="grid-cols-2"
        />
        <PermissionPicker
          value={draft.permissions}
          onChange={(permissions) => change({ permissions })}
          error={errors.permissions}
        />
        <RestrictionsSection draft={draft} errors={errors} context={context} onChange={change} />
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button type="submit" busy={busy}>
          Create key
        </Button>
      </DialogFooter>
    </form>
  );
}
