'use client';

import './globals.css';

/** The last resort: the layout itself failed, so nothing of it can be used. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Trilock cannot show this page</title>
        <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-4 p-6">
          <h1 className="text-xl font-semibold">Trilock cannot show this page</h1>
          <p className="text-muted-foreground">Nothing was changed. Try again in a moment.</p>
          {error.digest !== undefined && <p className="font-mono text-sm text-muted-foreground">{error.digest}</p>}
          <button
            type="button"
            onClick={reset}
            className="rounded-md bg-primary px-4 py-2 font-medium text-primary-foreground hover:bg-primary-hover"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
