import type { Metadata } from 'next';
import { AuthLayout } from '@/components/auth/auth-layout';
import { SignIn } from '@/components/auth/sign-in';
import { safePath } from '@/lib/safe-path';

export const metadata: Metadata = { title: 'Sign in' };

type Search = { callbackUrl?: string | string[]; ended?: string; changed?: string };

/** The way in. Where it leads afterwards is a path of our own, whatever the link said. */
export default async function LoginPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { callbackUrl, ended, changed } = await searchParams;
  const notice = changed
    ? 'Your password is changed. Sign in with the new one.'
    : ended
      ? 'Your session has ended. Sign in to go on.'
      : undefined;
  return (
    <AuthLayout>
      <SignIn target={safePath(callbackUrl)} {...(notice !== undefined && { notice })} />
    </AuthLayout>
  );
}
