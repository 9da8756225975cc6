import type { ActionResult } from '@/lib/action-result';
import { tellTabs } from '@/lib/session-end';
import type { LoginInput } from './login-form';

const MESSAGES: Record<string, string> = {
  INVALID_CREDENTIALS: 'The e-mail or the password is not right.',
  RATE_LIMIT_EXCEEDED: 'Too many failed attempts. Wait a few minutes and try again.',
  SERVICE_UNAVAILABLE: 'The server is busy at the moment. Try again shortly.',
};

/** Signs in over next-auth. */
export async function browserSignIn(input: LoginInput): Promise<ActionResult> {
  // The login page is read and typed into before this is needed.
  const { signIn } = await import('next-auth/react');
  const answer = await signIn('credentials', { ...input, redirect: false });
  if (!answer?.ok) return { ok: false, message: MESSAGES[answer?.error ?? ''] ?? 'Signing in did not work. Try again.' };
  tellTabs('begun');
  return { ok: true, value: undefined };
}
