'use client';

import { useTimed } from '@/components/providers/clock-provider';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { dateText } from '@/lib/time-text';
import { addDays, dayIn } from '@/lib/zone';
import { type ExpiryChoice, expiryInstant, type KeyDraft } from './key-draft';

type ExpiryFieldProps = {
  draft: KeyDraft;
  error: string | undefined;
  timeZone: string;
  onChange: (change: Partial<KeyDraft>) => void;
};

/** When the key ends. A day means its last second on the hospital's clocks, which the hint spells out. */
export function ExpiryField({ draft, error, timeZone, onChange }: ExpiryFieldProps) {
  const today = useTimed((now) => dayIn(now, timeZone));
  const ends = useTimed((now) => expiryInstant(draft, now, timeZone) ?? '');
  const hint = ends === '' ? 'Works until it is revoked.' : `Works until the end of ${dateText(ends, timeZone)} (${timeZone}).`;
  return (
    <Field
      label="Expires"
      error={error}
      hint={draft.expiry === 'date' && ends === '' ? 'The last day on which it works.' : hint}
    >
      {(control) => (
        <div className="grid gap-2">
          <Select
            {...(draft.expiry === 'date' ? { 'aria-label': 'Expires' } : control)}
            value={draft.expiry}
            onChange={(event) => onChange({ expiry: event.target.value as ExpiryChoice })}
          >
            {draft.expiresAt !== null && <option value="keep">On {dateText(draft.expiresAt, timeZone)}, as now</option>}
            <option value="never">Never</option>
            <option value="30">In 30 days</option>
            <option value="90">In 90 days</option>
            <option value="365">In a year</option>
            <option value="date">On a date…</option>
          </Select>
          {draft.expiry === 'date' && (
            <Input
              {...control}
              type="date"
              aria-label="Last day"
              min={addDays(today, 0)}
              value={draft.expiryDate}
              onChange={(event) => onChange({ expiryDate: event.target.value })}
            />
          )}
        </div>
      )}
    </Field>
  );
}
