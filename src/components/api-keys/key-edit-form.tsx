'use client';

import { useEffect, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { showToast } from '@/components/ui/toast-store';
import { changesOf, checkDraft } from './check-draft';
import { draftOf } from './key-draft';
import { PermissionPicker } from './permission-picker';
import { RestrictionFields } from './restriction-fields';
import type { CreateKeyInput, KeyActions, KeyDetails, KeyFormContext } from './types';
import { useKeyForm } from './use-key-form';

type KeyEditFormProps = { apiKey: KeyDetails; context: KeyFormContext; onUpdate: KeyActions['onUpdate'] };

/**
 * Changes a key. Only what was changed is sent; it takes effect with the key's next request. A change made elsewhere (the switch
 * above, another admin) shows here at once, but never takes away what is being typed.
 */
export function KeyEditForm({ apiKey, context, onUpdate }: KeyEditFormProps) {
  const stored = draftOf(apiKey);
  const [original, setOriginal] = useState(stored);
  const send = async (input: CreateKeyInput) => {
    const changes = changesOf(checkDraft(original, Date.now(), context.timeZone).input, input);
    const result = await onUpdate(changes);
    if (!result.ok) return result;
    setOriginal(draft);
    showToast({ tone: 'success', title: 'Saved', description: 'It counts from the key’s next request.' });
    return result;
  };
  const { form, draft, dirty, errors, failure, busy, change, submit, reset } = useKeyForm(original, context.timeZone, send);
  const behind = !dirty && JSON.stringify(stored) !== JSON.stringify(original);
  useEffect(() => {
    if (!behind) return;
    setOriginal(stored);
    reset(stored);
  }, [behind, stored, reset]);
  return (
    <Card>
      <CardHeader title="Settings" description="Changes count from the key’s next request, everywhere." />
      <form ref={form} onSubmit={submit} noValidate>
        <CardBody className="space-y-5">
          {failure !== undefined && (
            <Alert tone="danger" title="Nothing was saved" requestId={failure.requestId}>
              <p>{failure.message}</p>
            </Alert>
          )}
          <Field label="Name" error={errors.name} required>
            {(control) => (
              <Input
                {...control}
                value={draft.name}
                onChange={(event) => change({ name: event.target.value })}
                autoComplete="off"
              />
            )}
          </Field>
          <PermissionPicker
            value={draft.permissions}
            onChange={(permissions) => change({ permissions })}
            error={errors.permissions}
          />
          <RestrictionFields draft={draft} errors={errors} context={context} onChange={change} />
        </CardBody>
        <div className="sticky bottom-0 flex items-center justify-end gap-2 rounded-b-lg border-t border-border bg-card px-4 py-3">
          <Button variant="ghost" disabled={!dirty} onClick={() => reset(original)}>
            Discard
          </Button>
          <Button type="submit" disabled={!dirty} busy={busy}>
            Save changes
          </Button>
        </div>
      </form>
    </Card>
  );
}
