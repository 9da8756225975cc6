import { Card } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f'];

/** The list while it is on its way, in the measures of the real one, so that nothing jumps. */
export function KeyListSkeleton() {
  return (
    <Card aria-busy="true" aria-label="API keys, loading">
      <div className="flex gap-2 border-b border-border p-3">
        <Skeleton className="h-9 w-72 max-w-full" />
      </div>
      <div className="divide-y divide-border">
        {ROWS.map((row) => (
          <div key={row} className="flex h-[4.0625rem] items-center gap-6 px-4">
            <div className="w-56 space-y-2">
              <Skeleton className="h-3.5 w-40 max-w-full" />
              <Skeleton className="h-3 w-52 max-w-full" />
            </div>
            <Skeleton className="h-5 w-16 rounded-full" />
            <Skeleton className="hidden h-5 flex-1 md:block" />
            <Skeleton className="hidden h-3.5 w-20 md:block" />
          </div>
        ))}
      </div>
    </Card>
  );
}
