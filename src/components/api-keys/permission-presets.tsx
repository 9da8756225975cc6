'use client';

import { cn } from '@/lib/cn';
import { PERMISSION_PRESETS } from '@/shared/permission-groups';
import type { Permission } from '@/shared/permissions';

type PermissionPresetsProps = { value: readonly Permission[]; onChange: (permissions: readonly Permission[]) => void };

function sameSet(a: readonly Permission[], b: readonly Permission[]): boolean {
  return a.length === b.length && a.every((permission) => b.includes(permission));
}

/** Sets for common partners. Pressing one replaces the choice; the pressed one is the set that is chosen now. */
export function PermissionPresets({ value, onChange }: PermissionPresetsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: it lies inside the fieldset of the permissions already.
    <div role="group" aria-label="Presets" className="grid gap-2 sm:grid-cols-2">
      {PERMISSION_PRESETS.map((preset) => {
        const pressed = sameSet(value, preset.permissions);
        return (
          <button
            key={preset.id}
            type="button"
            aria-pressed={pressed}
            onClick={() => onChange(preset.permissions)}
            className={cn(
              'flex flex-col justify-start rounded-lg border px-3 py-2 text-left text-sm transition-colors',
              pressed
                ? 'border-primary bg-primary-soft shadow-[inset_0_0_0_1px_var(--primary)]'
                : 'border-input/60 bg-card hover:border-primary',
            )}
          >
            <span className="block font-medium">{preset.title}</span>
            <span className="block text-muted-foreground">{preset.explains}</span>
          </button>
        );
      })}
    </div>
  );
}
