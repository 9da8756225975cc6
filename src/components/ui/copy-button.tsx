'use client';

import { Check, Copy } from 'lucide-react';
import { type MouseEvent, useEffect, useState } from 'react';
import { copyText } from '@/lib/clipboard';
import { cn } from '@/lib/cn';
import { Button } from './button';

type CopyButtonProps = {
  text: string;
  /** What a screen reader hears; shown too with `labelled`. */
  label: string;
  labelled?: boolean;
  className?: string;
};

/** Copies a text, shows a tick for a moment, and says "Copied" to a screen reader (or that it did not work). */
export function CopyButton({ text, label, labelled = false, className }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();

  useEffect(() => {
    if (outcome === undefined) return;
    const timer = setTimeout(() => setOutcome(undefined), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async (event: MouseEvent<HTMLButtonElement>) => {
    setOutcome((await copyText(text, event.currentTarget)) ? 'copied' : 'failed');
  };

  const Icon = outcome === 'copied' ? Check : Copy;
  return (
    <>
      <Button
        variant={labelled ? 'secondary' : 'ghost'}
        size={labelled ? 'sm' : 'icon'}
        className={cn(!labelled && 'size-7 text-muted-foreground hover:text-foreground', className)}
        onClick={copy}
        aria-label={labelled ? undefined : label}
      >
        <Icon className={cn(outcome === 'copied' && 'text-success-strong')} aria-hidden="true" />
        {labelled && label}
      </Button>
      <span role="status" className="sr-only">
        {outcome === 'copied' && 'Copied'}
        {outcome === 'failed' && 'Could not copy. Select the text and copy it by hand.'}
      </span>
    </>
  );
}
