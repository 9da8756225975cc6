'use client';

import { useRouter } from 'next/navigation';
import { startTransition, useState } from 'react';
import { Card } from './card';
import { ErrorState } from './error-state';

export type PageFailureProps = { error: Error & { digest?: string }; reset: () => void };

/**
 * A page that failed while it was rendered. The digest is the request's id where our pages failed (src/app/dashboard/session.ts),
 * else Next's own number; both find the failure in the server's log, and nowhere else is its reason told.
 */
export function PageFailure({ error, reset }: PageFailureProps) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const retry = () => {
    setBusy(true);
    startTransition(() => {
      // The server's part is asked for again; `reset` alone would only render the same failure once more.
      router.refresh();
      reset();
    });
  };
  return (
    <Card aria-label="Failure">
      <ErrorState
        title="This page could not be shown"
        message="Nothing was changed. Try again in a moment; if it stays, tell your administrator this number."
        heading
        onRetry={retry}
        busy={busy}
        {...(error.digest !== undefined && { requestId: error.digest })}
      />
    </Card>
  );
}
