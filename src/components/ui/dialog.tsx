'use client';

import { cva, type VariantProps } from 'class-variance-authority';
import { X } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import type { ComponentProps, ReactNode, RefObject } from 'react';
import { cn } from '@/lib/cn';

export const Dialog = RadixDialog.Root;
export const DialogClose = RadixDialog.Close;

/** On the panels' own level, so that a second dialog dims the first. No blur: on a clinic's old machine without a graphics card it makes every dialog slow. */
export const overlayClasses = 'fixed inset-0 z-50 animate-fade-in bg-[#060b14]/60';

const panel = cva(
  'fixed inset-x-0 bottom-0 z-50 flex max-h-dvh animate-pop-in flex-col overflow-hidden rounded-t-xl border border-border bg-popover shadow-overlay focus:outline-none sm:inset-x-4 sm:top-1/2 sm:bottom-auto sm:mx-auto sm:max-h-[calc(100dvh-3rem)] sm:-translate-y-1/2 sm:rounded-xl',
  { variants: { size: { sm: 'sm:max-w-md', md: 'sm:max-w-xl', lg: 'sm:max-w-3xl' } }, defaultVariants: { size: 'md' } },
);

type DialogContentProps = VariantProps<typeof panel> & {
  title: string;
  description?: ReactNode;
  /** Escape, a click outside and the cross do nothing: the dialog must be left by its own button. */
  locked?: boolean;
  /** Where the focus begins, if not at the first control. */
  initialFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
};

/** A panel over the page; at phone width it rises from the bottom edge. Its head stays while the body scrolls. */
export function DialogContent({ title, description, size, locked = false, initialFocus, children }: DialogContentProps) {
  const hold = (event: Event) => {
    if (locked) event.preventDefault();
  };
  const begin = (event: Event) => {
    if (!initialFocus?.current) return;
    event.preventDefault();
    initialFocus.current.focus();
  };
  const undescribed = description === undefined ? { 'aria-describedby': undefined } : {};
  return (
    <RadixDialog.Portal>
      <RadixDialog.Overlay className={overlayClasses} />
      <RadixDialog.Content
        className={cn(panel({ size }))}
        onOpenAutoFocus={begin}
        onEscapeKeyDown={hold}
        onInteractOutside={hold}
        aria-modal="true"
        {...undescribed}
      >
        <header className="flex items-start gap-4 border-b border-border px-5 py-4">
          <div className="min-w-0 flex-1 space-y-0.5">
            <RadixDialog.Title className="text-lg leading-6 font-semibold tracking-tight">{title}</RadixDialog.Title>
            {description !== undefined && (
              <RadixDialog.Description className="text-sm text-muted-foreground">{description}</RadixDialog.Description>
            )}
          </div>
          {!locked && (
            <RadixDialog.Close
              aria-label="Close"
              className="-mt-1 -mr-1.5 grid size-8 shrink-0 place-items-center rounded-md text-muted-foreground hover:bg-muted hover:text-foreground"
            >
              <X className="size-4" aria-hidden="true" />
            </RadixDialog.Close>
          )}
        </header>
        {children}
      </RadixDialog.Content>
    </RadixDialog.Portal>
  );
}

export function DialogBody({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('min-h-0 flex-1 space-y-5 overflow-y-auto px-5 py-5', className)} {...props} />;
}

export function DialogFooter({ className, ...props }: ComponentProps<'footer'>) {
  return (
    <footer
      className={cn(
        'flex items-center justify-end gap-2 border-t border-border bg-background/60 px-5 py-3.5 max-sm:[&>button]:flex-1',
        className,
      )}
      {...props}
    />
  );
}
