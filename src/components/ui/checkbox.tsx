'use client';

import { Check } from 'lucide-react';
import { Checkbox as RadixCheckbox } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

export function Checkbox({ className, ...props }: ComponentProps<typeof RadixCheckbox.Root>) {
  return (
    <RadixCheckbox.Root
      className={cn(
        'grid size-[1.125rem] shrink-0 place-items-center rounded-[5px] border border-input bg-card text-primary-foreground transition-colors hover:border-primary disabled:cursor-not-allowed aria-invalid:border-danger data-[state=checked]:border-primary data-[state=checked]:bg-primary disabled:data-[state=checked]:border-muted-foreground disabled:data-[state=checked]:bg-muted-foreground disabled:data-[state=checked]:text-card',
        className,
      )}
      {...props}
    >
      <RadixCheckbox.Indicator>
        <Check className="size-3.5" strokeWidth={3} aria-hidden="true" />
      </RadixCheckbox.Indicator>
    </RadixCheckbox.Root>
  );
}
