'use client';

import { useRouter } from 'next/navigation';
import { signIn } from 'next-auth/react';
import type { ActionResult } from '@/lib/action-result';
import { LoginForm, type LoginInput } from './login-form';

const MESSAGES: Record<string, string> = {
  INVALID_CREDENTIALS: 'The e-mail or the password is not right.',
  RATE_LIMIT_EXCEEDED: 'Too many failed attempts. Wait a few minutes and try again.',
  SERVICE_UNAVAILABLE: 'The server is busy at the moment. Try again shortly.',
};

/** The login form over next-auth. */
export function SignIn({ target, notice }: { target: string; notice?: string }) {
  const router = useRouter();
  const submit = async (input: LoginInput): Promise<ActionResult> => {
    const answer = await signIn('credentials', { ...input, redirect: false });
    if (!answer?.ok) return { ok: false, message: MESSAGES[answer?.error ?? ''] ?? 'Signing in did not work. Try again.' };
    router.replace(target);
    router.refresh();
    return { ok: true, value: undefined };
  };
  return <LoginForm onSubmit={submit} {...(notice !== undefined && { notice })} />;
}
