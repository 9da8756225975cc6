'use client';

import { type FormEvent, type RefObject, useRef, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useFocusFirstError } from '@/components/ui/use-focus-first-error';
import { type ActionFailure, type ActionResult, settle } from '@/lib/action-result';
import { PasswordInput } from './password-input';

export type LoginInput = { email: string; password: string };

type LoginFormProps = {
  /** On success the caller leads on; the button stays busy until then. */
  onSubmit: (input: LoginInput) => Promise<ActionResult>;
  /** Why somebody is here again, for instance "Your session has ended." */
  notice?: string;
  /** Whose session it was. */
  email?: string;
  passwordField?: RefObject<HTMLInputElement | null>;
};

type LoginErrors = Partial<Record<keyof LoginInput, string>>;

function check({ email, password }: LoginInput): LoginErrors {
  const errors: LoginErrors = {};
  if (!/^\S+@\S+$/.test(email)) errors.email = email === '' ? 'Enter your e-mail address.' : 'This is not an e-mail address.';
  if (password === '') errors.password = 'Enter your password.';
  return errors;
}

/** E-mail and password. A wrong pair is told above the form, without saying which of the two it was. */
export function LoginForm({ onSubmit, notice, email, passwordField }: LoginFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<LoginErrors>({});
  const [failure, setFailure] = useState<ActionFailure>();
  useFocusFirstError(form, errors);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const input = { email: String(data.get('email') ?? '').trim(), password: String(data.get('password') ?? '') };
    const found = check(input);
    setErrors(found);
    setFailure(undefined);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const result = await settle(() => onSubmit(input));
    if (result.ok) return;
    setBusy(false);
    setFailure(result);
  };

  return (
    <form ref={form} onSubmit={submit} method="post" noValidate className="space-y-5">
      {failure !== undefined ? (
        <Alert tone="danger" title="You are not signed in" requestId={failure.requestId}>
          <p>{failure.message}</p>
        </Alert>
      ) : (
        notice !== undefined && (
          <Alert tone="info">
            <p>{notice}</p>
          </Alert>
        )
      )}
      <Field label="E-mail" error={errors.email} required>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            className="h-10"
            placeholder="you@hospital.org"
            defaultValue={email}
          />
        )}
      </Field>
      <Field label="Password" error={errors.password} required>
        {(control) => <PasswordInput {...control} ref={passwordField} name="password" autoComplete="current-password" />}
      </Field>
      <Button type="submit" size="lg" busy={busy} className="w-full">
        {busy ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}
