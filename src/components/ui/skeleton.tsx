import { cn } from '@/lib/cn';

/** A grey stand-in of what is on its way. Decoration: the region around it says `aria-busy`. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn('block animate-pulse rounded-sm bg-muted', className)} />;
}
