'use client';

import { useRouter } from 'next/navigation';
import type { ActionResult } from '@/lib/action-result';
import { browserSignIn } from './browser-sign-in';
import { LoginForm, type LoginInput } from './login-form';

/** The login page's form: leads on to where the person wanted to go. */
export function SignIn({ target, notice }: { target: string; notice?: string }) {
  const router = useRouter();
  const submit = async (input: LoginInput): Promise<ActionResult> => {
    const result = await browserSignIn(input);
    if (!result.ok) return result;
    router.replace(target);
    router.refresh();
    return result;
  };
  return (
    <div className="space-y-5">
      <div className="space-y-1">
        <h1 className="text-xl font-semibold tracking-tight">Sign in</h1>
        <p className="text-muted-foreground">For administrators of the hospital.</p>
      </div>
      <LoginForm onSubmit={submit} {...(notice !== undefined && { notice })} />
      <p className="text-sm text-muted-foreground">Forgotten your password? Another administrator can give you a new one.</p>
    </div>
  );
}
