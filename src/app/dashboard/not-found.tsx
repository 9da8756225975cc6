import { SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';

export const metadata: Metadata = { title: 'Not found' };

/** An address below the dashboard that shows nothing; the frame around it stays. */
export default function DashboardNotFound() {
  return (
    <Card aria-label="Not found">
      <EmptyState
        heading
        icon={<SearchX aria-hidden="true" />}
        title="There is nothing at this address"
        message="The link may be old, or what it showed may belong to another hospital. Your keys are where they were."
      >
        <Button asChild>
          <Link href="/dashboard/api-keys">Go to API keys</Link>
        </Button>
      </EmptyState>
    </Card>
  );
}
