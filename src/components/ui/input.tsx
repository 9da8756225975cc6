import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

/** What every text-like control shares: a border that can be told from the page (3:1), and red when invalid. */
export const controlClasses =
  'w-full rounded-md border border-input bg-card text-base transition-colors placeholder:text-muted-foreground hover:border-foreground/60 focus-visible:border-ring focus-visible:outline-1 focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-danger aria-invalid:focus-visible:outline-danger';

export function Input({ className, type = 'text', ...props }: ComponentProps<'input'>) {
  return <input type={type} className={cn(controlClasses, 'h-9 px-3', className)} {...props} />;
}
