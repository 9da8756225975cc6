'use client';

import { useId } from 'react';
import { Badge } from '@/components/ui/badge';
import { Checkbox } from '@/components/ui/checkbox';
import { FieldError } from '@/components/ui/field';
import { Label } from '@/components/ui/label';
import { PERMISSION_GROUPS, type PermissionGroup } from '@/shared/permission-groups';
import { effectivePermissions, type Permission } from '@/shared/permissions';
import { AdminChoice } from './admin-choice';
import { PermissionPresets } from './permission-presets';

type PermissionPickerProps = {
  value: readonly Permission[];
  onChange: (permissions: readonly Permission[]) => void;
  error?: string | undefined;
};

/** What the key may reach: ready-made sets, then every right with its sentence, then full access, apart. */
export function PermissionPicker({ value, onChange, error }: PermissionPickerProps) {
  const id = useId();
  const effective = effectivePermissions(value);
  const toggle = (permission: Permission, granted: boolean) =>
    onChange(granted ? [...value, permission] : value.filter((each) => each !== permission));
  return (
    <fieldset
      // Not a control itself: the focus comes here when nothing was chosen.
      tabIndex={-1}
      data-invalid={error !== undefined}
      aria-describedby={error === undefined ? undefined : `${id}-error`}
      className="space-y-3 rounded-sm focus:outline-none"
    >
      <legend className="text-sm font-medium">Permissions</legend>
      <FieldError id={`${id}-error`} message={error} />
      <PermissionPresets value={value} onChange={onChange} />
      <div className="divide-y divide-border rounded-lg border border-border bg-card">
        {PERMISSION_GROUPS.map((group) => (
          <GroupRow key={group.resource} group={group} granted={value} effective={effective} onToggle={toggle} />
        ))}
      </div>
      <AdminChoice checked={value.includes('admin')} onChange={(granted) => toggle('admin', granted)} />
    </fieldset>
  );
}

type GroupRowProps = {
  group: PermissionGroup;
  granted: readonly Permission[];
  effective: ReadonlySet<Permission>;
  onToggle: (permission: Permission, granted: boolean) => void;
};

/** One resource. A right that another one brings along is shown ticked, and cannot be taken away alone. */
function GroupRow({ group, granted, effective, onToggle }: GroupRowProps) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be a grid cell beside its controls.
    <div role="group" aria-labelledby={id} className="grid gap-x-4 gap-y-1.5 px-3.5 py-2.5 sm:grid-cols-[9.5rem_minmax(0,1fr)]">
      <p id={id} className="text-sm font-medium">
        {group.title}
      </p>
      <ul className="space-y-1">
        {group.permissions.map(({ permission, label, reaches }) => {
          const implied = effective.has(permission) && !granted.includes(permission);
          return (
            <li key={permission} className="flex items-start gap-2.5 py-0.5">
              <Checkbox
                id={`${id}-${permission}`}
                checked={effective.has(permission)}
                disabled={implied}
                onCheckedChange={(checked) => onToggle(permission, checked === true)}
                aria-describedby={`${id}-${permission}-reaches`}
                className="mt-px"
              />
              <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2 sm:flex-nowrap">
                <Label htmlFor={`${id}-${permission}`} className="w-14 shrink-0">
                  <span className="sr-only">{group.title}: </span>
                  {label}
                </Label>
                <span id={`${id}-${permission}-reaches`} className="text-sm text-muted-foreground">
                  {reaches}
                  {implied && (
                    <Badge tone="primary" className="ml-2">
                      Included
                    </Badge>
                  )}
                </span>
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
