'use client';

import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { Toast as RadixToast } from 'radix-ui';
import { useSyncExternalStore } from 'react';
import { currentToasts, dismissToast, serverToasts, subscribeToasts, type Toast } from './toast-store';

/** The toasts on the screen. Radix announces them, pauses them under pointer or focus, and gives F8 to reach them. */
export function ToastList() {
  const toasts = useSyncExternalStore(subscribeToasts, currentToasts, serverToasts);
  return (
    <RadixToast.Provider duration={6000} swipeDirection="right">
      {toasts.map((toast) => (
        <ToastItem key={toast.id} toast={toast} />
      ))}
      <RadixToast.Viewport className="fixed right-0 bottom-0 z-[60] flex w-full flex-col gap-2 p-4 outline-none sm:max-w-sm" />
    </RadixToast.Provider>
  );
}

function ToastItem({ toast }: { toast: Toast }) {
  const Icon = toast.tone === 'success' ? CircleCheck : CircleAlert;
  return (
    <RadixToast.Root
      onOpenChange={(open) => !open && dismissToast(toast.id)}
      type={toast.tone === 'danger' ? 'foreground' : 'background'}
      className="flex animate-rise-in items-start gap-3 rounded-lg border border-border bg-popover p-3.5 shadow-raised"
    >
      <Icon
        className={toast.tone === 'success' ? 'mt-0.5 size-4 text-success-strong' : 'mt-0.5 size-4 text-danger-strong'}
        aria-hidden="true"
      />
      <div className="min-w-0 flex-1 text-sm">
        <RadixToast.Title className="font-medium">{toast.title}</RadixToast.Title>
        {toast.description !== undefined && (
          <RadixToast.Description className="text-muted-foreground">{toast.description}</RadixToast.Description>
        )}
      </div>
      {toast.action !== undefined && (
        <RadixToast.Action
          altText={toast.action.label}
          onClick={toast.action.onAction}
          className="h-6 rounded-sm px-2 text-sm font-medium text-primary-strong hover:bg-primary-soft"
        >
          {toast.action.label}
        </RadixToast.Action>
      )}
      <RadixToast.Close
        aria-label="Dismiss"
        className="grid size-6 place-items-center rounded-sm text-muted-foreground hover:bg-muted"
      >
        <X className="size-3.5" aria-hidden="true" />
      </RadixToast.Close>
    </RadixToast.Root>
  );
}
