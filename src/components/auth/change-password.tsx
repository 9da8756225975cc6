'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useRef, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { useFocusFirstError } from '@/components/ui/use-focus-first-error';
import { type ActionFailure, settle } from '@/lib/action-result';
import { useTRPCClient } from '@/lib/trpc/client';
import { asResult } from '@/lib/trpc/failure';
import { PasswordInput } from './password-input';

type Errors = Readonly<Record<string, string>>;

function check(current: string, next: string, again: string): Errors {
  const errors: Record<string, string> = {};
  if (current === '') errors.currentPassword = 'Enter your present password.';
  if (new TextEncoder().encode(next).length < 8) errors.newPassword = 'Use at least 8 characters; length is what counts.';
  if (next !== again) errors.again = 'The two new passwords differ.';
  return errors;
}

/** A person's own new password. It ends every session, so the login page is where it leads. */
export function ChangePassword({ email, due }: { email: string; due: boolean }) {
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const client = useTRPCClient();
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState<ActionFailure>();
  useFocusFirstError(form, errors);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? '');
    const input = { currentPassword: text('currentPassword'), newPassword: text('newPassword') };
    const found = check(input.currentPassword, input.newPassword, text('again'));
    setErrors(found);
    setFailure(undefined);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const result = await settle(() => asResult(client.dashboard.changePassword.mutate(input)));
    if (result.ok) return router.replace('/login?changed=1');
    setBusy(false);
    if (result.fields) setErrors(result.fields);
    else setFailure(result);
  };

  return (
    <form ref={form} onSubmit={submit} method="post" noValidate className="space-y-5">
      <div className="space-y-1">
        <h1 className="text-xl font-semibold tracking-tight">Choose a new password</h1>
        <p className="text-muted-foreground">
          {due
            ? 'Your present one was set for you. Choose one that only you know.'
            : 'It ends all your sessions; you sign in again.'}
        </p>
      </div>
      {failure !== undefined && (
        <Alert tone="danger" title="The password is not changed" requestId={failure.requestId}>
          <p>{failure.message}</p>
        </Alert>
      )}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label="Present password" error={errors.currentPassword} required>
        {(control) => <PasswordInput {...control} name="currentPassword" autoComplete="current-password" />}
      </Field>
      <Field label="New password" error={errors.newPassword} hint="At least 8 characters." required>
        {(control) => <PasswordInput {...control} name="newPassword" autoComplete="new-password" />}
      </Field>
      <Field label="New password again" error={errors.again} required>
        {(control) => <PasswordInput {...control} name="again" autoComplete="new-password" />}
      </Field>
      <Button type="submit" size="lg" busy={busy} className="w-full">
        {busy ? 'Changing…' : 'Change password'}
      </Button>
    </form>
  );
}
