'use client';

import { useRef } from 'react';
import { browserSignIn } from '@/components/auth/browser-sign-in';
import { LoginForm, type LoginInput } from '@/components/auth/login-form';
import { Dialog, DialogBody, DialogContent } from '@/components/ui/dialog';

type SessionEndedDialogProps = { email: string; onSignedIn: () => Promise<void> };

/** Asks for the password over the page, which stays as it is below. */
export function SessionEndedDialog({ email, onSignedIn }: SessionEndedDialogProps) {
  const password = useRef<HTMLInputElement>(null);
  const submit = async (input: LoginInput) => {
    const result = await browserSignIn(input);
    if (result.ok) await onSignedIn();
    return result;
  };
  return (
    <Dialog open>
      <DialogContent
        size="sm"
        title="Your session has ended"
        description="Sign in again to go on where you were; nothing here is lost."
        locked
        initialFocus={password}
      >
        <DialogBody>
          <LoginForm email={email} passwordField={password} onSubmit={submit} />
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
