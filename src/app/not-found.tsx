import type { Metadata } from 'next';
import Link from 'next/link';
import { Logo } from '@/components/brand/logo';
import { Button } from '@/components/ui/button';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <main id="main" className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-6 p-6">
      <Logo />
      <div className="space-y-2">
        <h1 className="text-xl font-semibold tracking-tight">There is nothing at this address</h1>
        <p className="text-muted-foreground">
          The link may be old, or what it showed may belong to another hospital. Your keys are where they were.
        </p>
      </div>
      <Button asChild>
        <Link href="/dashboard/api-keys">Go to API keys</Link>
      </Button>
    </main>
  );
}
