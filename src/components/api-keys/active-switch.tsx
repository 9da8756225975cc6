'use client';

import { useId, useState } from 'react';
import { Label } from '@/components/ui/label';
import { Switch } from '@/components/ui/switch';
import { showToast } from '@/components/ui/toast-store';
import { settle } from '@/lib/action-result';
import { keyTitle } from './key-status';
import type { KeyActions, KeyDetails } from './types';

/** Turns the key on and off. It can be undone, so it asks nothing; it moves at once and goes back if it was refused. */
export function ActiveSwitch({ apiKey, onUpdate }: { apiKey: KeyDetails; onUpdate: KeyActions['onUpdate'] }) {
  const id = useId();
  const [wanted, setWanted] = useState<boolean>();
  const active = wanted ?? apiKey.is_active;
  // The word is what counts: it does not say "disabled" before the server has said so.
  const label = wanted === undefined ? (active ? 'Enabled' : 'Disabled') : active ? 'Enabling…' : 'Disabling…';

  const turn = async (on: boolean, undoable = true) => {
    setWanted(on);
    const result = await settle(() => onUpdate({ is_active: on }));
    setWanted(undefined);
    if (!result.ok) {
      showToast({ tone: 'danger', title: on ? 'Not enabled' : 'Not disabled', description: result.message });
      return;
    }
    showToast({
      tone: 'success',
      title: `“${keyTitle(apiKey)}” is ${on ? 'enabled' : 'disabled'}`,
      description: on ? 'Its requests are answered again.' : 'Its next request will be refused.',
      ...(undoable ? { action: { label: 'Undo', onAction: () => void turn(!on, false) } } : {}),
    });
  };

  return (
    <div className="flex h-9 items-center gap-2.5 rounded-md border border-border bg-card px-3 shadow-card">
      <Label htmlFor={id}>{label}</Label>
      <Switch
        id={id}
        aria-label="Key enabled"
        checked={active}
        disabled={wanted !== undefined}
        onCheckedChange={(on) => void turn(on)}
      />
    </div>
  );
}
