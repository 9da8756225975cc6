'use client';

import { Logo } from '@/components/brand/logo';
import { PageFailure, type PageFailureProps } from '@/components/ui/page-failure';

/** A failure outside the dashboard's frame, or of the frame itself. */
export default function PageError(props: PageFailureProps) {
  return (
    <main id="main" className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center gap-6 p-6">
      <Logo />
      <PageFailure {...props} />
    </main>
  );
}
