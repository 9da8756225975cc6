'use client';

import { ErrorState } from '@/components/ui/error-state';

/** A page that failed while rendering. The digest finds the failure in the server's log; the reason is told there only. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main id="main" className="mx-auto max-w-2xl p-6">
      <ErrorState
        title="This page could not be shown"
        message="Nothing was changed. Try again; if it stays, tell your administrator the id below."
        onRetry={reset}
        {...(error.digest === undefined ? {} : { requestId: error.digest })}
      />
    </main>
  );
}
