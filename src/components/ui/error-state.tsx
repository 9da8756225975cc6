'use client';

import { CircleAlert, RotateCw } from 'lucide-react';
import { Button } from './button';
import { CopyButton } from './copy-button';

type ErrorStateProps = {
  title: string;
  message: string;
  requestId?: string;
  onRetry: () => void;
  busy?: boolean;
  heading?: boolean;
};

/** Something could not be loaded. The request id is what support asks for, so it can be copied. */
export function ErrorState({ title, message, requestId, onRetry, busy = false, heading = false }: ErrorStateProps) {
  const Title = heading ? 'h1' : 'p';
  return (
    <div role="alert" className="flex flex-col items-center gap-4 px-6 py-14 text-center">
      <span className="grid size-12 place-items-center rounded-xl bg-danger-soft text-danger-strong">
        <CircleAlert className="size-6" aria-hidden="true" />
      </span>
      <div className="max-w-md space-y-1">
        <Title className="font-semibold">{title}</Title>
        <p className="text-sm text-balance text-muted-foreground">{message}</p>
      </div>
      {requestId !== undefined && (
        <p className="flex items-center gap-1 text-xs text-muted-foreground">
          Request <code className="font-mono break-all text-foreground">{requestId}</code>
          <CopyButton text={requestId} label="Copy request id" />
        </p>
      )}
      <Button variant="secondary" onClick={onRetry} busy={busy}>
        {!busy && <RotateCw aria-hidden="true" />}
        Try again
      </Button>
    </div>
  );
}
