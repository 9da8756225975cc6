import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

const TONES = {
  info: { icon: Info, classes: 'border-primary/25 bg-primary-soft [&>svg]:text-primary-strong' },
  warning: { icon: TriangleAlert, classes: 'border-warning/35 bg-warning-soft [&>svg]:text-warning-strong' },
  danger: { icon: CircleAlert, classes: 'border-danger/30 bg-danger-soft [&>svg]:text-danger-strong' },
} as const;

type AlertProps = {
  tone: keyof typeof TONES;
  title?: string;
  requestId?: string | undefined;
  children?: ReactNode;
  className?: string;
};

/** A message that stays. Danger is read out at once: it is the answer to what the person just did. */
export function Alert({ tone, title, requestId, children, className }: AlertProps) {
  const { icon: Icon, classes } = TONES[tone];
  return (
    <div
      role={tone === 'danger' ? 'alert' : undefined}
      className={cn('flex gap-2.5 rounded-lg border p-3 text-sm', classes, className)}
    >
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <div className="min-w-0 space-y-0.5">
        {title !== undefined && <p className="font-medium">{title}</p>}
        {children}
        {requestId !== undefined && <p className="font-mono text-xs break-all text-muted-foreground">{requestId}</p>}
      </div>
    </div>
  );
}
