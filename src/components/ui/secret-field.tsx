import type { ReactNode } from 'react';
import { CopyButton } from './copy-button';

/** Dots of a fixed number: the length of a secret is nobody's business either. */
export const MASK = '••••••••••••••••••••••••';

type SecretFieldProps = { label: string; hint?: ReactNode; value: string; masked: boolean };

/** One credential to be read or copied. It wraps instead of scrolling, so that all of it can be seen at once. */
export function SecretField({ label, hint, value, masked }: SecretFieldProps) {
  return (
    <div className="space-y-1">
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <span className="shrink-0 font-medium">{label}</span>
        {hint !== undefined && <span className="text-right text-xs text-muted-foreground">{hint}</span>}
      </div>
      <div className="flex items-start gap-2 rounded-md border border-border bg-muted py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 py-1 font-mono text-sm break-all">{masked ? MASK : value}</code>
        <CopyButton text={value} label={`Copy ${label.toLowerCase()}`} className="hover:bg-card" />
      </div>
    </div>
  );
}
