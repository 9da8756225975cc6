'use client';

import { ChevronRight } from 'lucide-react';
import { Collapsible } from 'radix-ui';
import { useEffect, useState } from 'react';
import { RESTRICTION_FIELDS } from './check-draft';
import type { KeyDraft } from './key-draft';
import { type DraftFieldsProps, RestrictionFields } from './restriction-fields';

/** What is set, in one line, so that the closed section hides nothing. */
function summary(draft: KeyDraft, branchName: string | undefined): string {
  const addresses = draft.allowedIps.split('\n').filter((line) => line.trim() !== '').length;
  return [
    branchName ?? 'All branches',
    draft.expiry === 'never' ? 'never expires' : 'expires',
    addresses === 0 ? 'from any address' : `from ${addresses} ${addresses === 1 ? 'address' : 'addresses'}`,
    `${draft.rateTier} rate`,
  ].join(' · ');
}

/** The optional part of the form, folded away until wanted, and opened by itself when something in it is wrong. */
export function RestrictionsSection(props: DraftFieldsProps) {
  const [open, setOpen] = useState(false);
  const wrong = RESTRICTION_FIELDS.some((field) => props.errors[field] !== undefined);
  useEffect(() => {
    if (wrong) setOpen(true);
  }, [wrong]);
  const branch = props.context.branches.find(({ id }) => id === props.draft.branchId);
  return (
    <Collapsible.Root open={open || wrong} onOpenChange={setOpen} className="rounded-lg border border-border">
      <Collapsible.Trigger className="group flex w-full items-center gap-2.5 rounded-lg px-3.5 py-3 text-left hover:bg-muted">
        <ChevronRight
          className="size-4 shrink-0 text-muted-foreground transition-transform group-data-[state=open]:rotate-90"
          aria-hidden="true"
        />
        <span className="min-w-0">
          <span className="block text-sm font-medium">Restrictions</span>
          <span className="block text-sm text-muted-foreground">{summary(props.draft, branch?.name)}</span>
        </span>
      </Collapsible.Trigger>
      <Collapsible.Content className="border-t border-border p-3.5">
        <RestrictionFields {...props} />
      </Collapsible.Content>
    </Collapsible.Root>
  );
}
