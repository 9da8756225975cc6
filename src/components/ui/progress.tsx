'use client';

import { Progress as RadixProgress } from 'radix-ui';

/** How much of a whole, 0 to 100. */
export function Progress({ label, value }: { label: string; value: number }) {
  return (
    <RadixProgress.Root aria-label={label} value={value} className="h-1.5 w-full overflow-hidden rounded-full bg-muted">
      <RadixProgress.Indicator
        className="h-full rounded-full bg-primary transition-[width] duration-1000 ease-linear"
        style={{ width: `${value}%` }}
      />
    </RadixProgress.Root>
  );
}
