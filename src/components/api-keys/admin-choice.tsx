'use client';

import { ShieldAlert } from 'lucide-react';
import { useId } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Label } from '@/components/ui/label';

/** Full access, set apart from the list so that nobody ticks it on the way through. */
export function AdminChoice({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5 rounded-lg border border-danger/40 bg-danger-soft px-3.5 py-3">
      <Checkbox
        id={id}
        checked={checked}
        onCheckedChange={(next) => onChange(next === true)}
        aria-describedby={`${id}-warning`}
        className="mt-px border-danger data-[state=checked]:border-danger data-[state=checked]:bg-danger"
      />
      <div className="min-w-0 space-y-0.5">
        <Label htmlFor={id} className="flex items-center gap-1.5">
          <ShieldAlert className="size-4 text-danger-strong" aria-hidden="true" />
          Full access (admin)
        </Label>
        <p id={`${id}-warning`} className="text-sm text-muted-foreground">
          Everything above, and whatever is added later. A partner hardly ever needs it.
        </p>
      </div>
    </div>
  );
}
