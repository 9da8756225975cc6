import { type FormEvent, useCallback, useRef, useState } from 'react';
import { useFocusFirstError } from '@/components/ui/use-focus-first-error';
import { type ActionFailure, type ActionResult, settle } from '@/lib/action-result';
import { useUnsaved } from '@/lib/session-end';
import { checkDraft, type DraftErrors, serverErrors } from './check-draft';
import type { KeyDraft } from './key-draft';
import type { CreateKeyInput } from './types';

/**
 * A key's form: the draft, its errors, the refusal of the last attempt. Errors come on submit and leave field by field as they
 * are edited. `send` is called with a checked input only.
 */
export function useKeyForm(initial: KeyDraft, timeZone: string, send: (input: CreateKeyInput) => Promise<ActionResult>) {
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(initial);
  const [errors, setErrors] = useState<DraftErrors>({});
  // Apart from `errors`, so that editing a field, which removes its message, does not move the focus elsewhere.
  const [attempt, setAttempt] = useState<DraftErrors>({});
  const [failure, setFailure] = useState<ActionFailure>();
  const [busy, setBusy] = useState(false);
  useFocusFirstError(form, attempt);
  const dirty = JSON.stringify(draft) !== JSON.stringify(initial);
  useUnsaved(dirty);

  const refuse = (found: DraftErrors) => {
    setErrors(found);
    setAttempt(found);
  };

  const change = (next: Partial<KeyDraft>) => {
    setDraft((before) => ({ ...before, ...next }));
    setErrors((before) => without(before, next));
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setFailure(undefined);
    const checked = checkDraft(draft, Date.now(), timeZone);
    refuse(checked.errors);
    if (Object.keys(checked.errors).length > 0) return;
    setBusy(true);
    const result = await settle(() => send(checked.input));
    setBusy(false);
    if (result.ok) return;
    setFailure(result);
    refuse(serverErrors(result.fields));
  };

  const reset = useCallback((next: KeyDraft) => {
    setDraft(next);
    setErrors({});
    setFailure(undefined);
  }, []);

  return { form, draft, dirty, errors, failure, busy, change, submit, reset };
}

const FIELD_OF: Partial<Record<keyof KeyDraft, keyof DraftErrors>> = {
  name: 'name',
  permissions: 'permissions',
  branchId: 'branch_id',
  expiry: 'expires_at',
  expiryDate: 'expires_at',
  allowedIps: 'allowed_ips',
  rateTier: 'rate_tier',
};

function without(errors: DraftErrors, change: Partial<KeyDraft>): DraftErrors {
  const edited = new Set(Object.keys(change).map((name) => FIELD_OF[name as keyof KeyDraft]));
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !edited.has(field as keyof DraftErrors)));
}
