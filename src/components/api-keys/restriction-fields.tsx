'use client';

import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { RATE_TIERS, type RateTier } from '@/shared/rate-tiers';
import type { DraftErrors } from './check-draft';
import { ExpiryField } from './expiry-field';
import type { KeyDraft } from './key-draft';
import { tierText } from './tier-text';
import type { KeyFormContext } from './types';

export type DraftFieldsProps = {
  draft: KeyDraft;
  errors: DraftErrors;
  context: KeyFormContext;
  onChange: (change: Partial<KeyDraft>) => void;
};

/** What narrows a key: branch, end, addresses, rate. All optional. */
export function RestrictionFields({ draft, errors, context, onChange }: DraftFieldsProps) {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label="Branch" error={errors.branch_id} hint="With a branch, nothing of another branch can be seen or changed.">
        {(control) => (
          <Select {...control} value={draft.branchId} onChange={(event) => onChange({ branchId: event.target.value })}>
            <option value="">All branches</option>
            {context.branches.map((branch) => (
              <option key={branch.id} value={branch.id}>
                {branch.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ExpiryField draft={draft} error={errors.expires_at} timeZone={context.timeZone} onChange={onChange} />
      <Field label="Rate tier" error={errors.rate_tier} hint={tierText(draft.rateTier)}>
        {(control) => (
          <Select
            {...control}
            value={draft.rateTier}
            onChange={(event) => onChange({ rateTier: event.target.value as RateTier })}
            className="capitalize"
          >
            {RATE_TIERS.map((tier) => (
              <option key={tier} value={tier}>
                {tier[0]?.toUpperCase() + tier.slice(1)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label="Allowed addresses"
        error={errors.allowed_ips}
        hint="One IP address or network per line. Empty: from anywhere."
      >
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            spellCheck={false}
            placeholder={'203.0.113.7\n2001:db8::/48'}
            value={draft.allowedIps}
            onChange={(event) => onChange({ allowedIps: event.target.value })}
            className="font-mono text-sm"
          />
        )}
      </Field>
    </div>
  );
}
